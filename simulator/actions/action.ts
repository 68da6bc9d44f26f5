/** What people do in WeCom by hand, or an admin in the console. Each raises the event of doc 92130. */
export type Action
  = | { action: 'addContact', userId: string, externalUserId?: string, name?: string, state?: string, addWay?: number, half?: boolean }
    | { action: 'editContact', userId: string, externalUserId: string, remark?: string, description?: string, mobiles?: string[], addTags?: string[], removeTags?: string[] }
    | { action: 'deleteContact', userId: string, externalUserId: string, transferred?: boolean }
    | { action: 'deletedByContact', userId: string, externalUserId: string }
    | { action: 'transferFails', userId: string, externalUserId: string, reason: 'customer_refused' | 'customer_limit_exceed' }
    | { action: 'createGroup', userId: string, name: string, memberIds?: string[] }
    | { action: 'dismissGroup', chatId: string }
    | { action: 'joinGroup', chatId: string, id: string, scene?: number }
    | { action: 'leaveGroup', chatId: string, id: string, scene?: number }
    | { action: 'renameGroup', chatId: string, name: string }
    | { action: 'changeGroupOwner', chatId: string, userId: string }
    | { action: 'setGroupNotice', chatId: string, notice: string }
    | { action: 'createTags', groupName: string, names: string[] }
    | { action: 'renameTag', id: string, name: string }
    | { action: 'deleteTag', id: string }
    | { action: 'shuffleTags', id?: string }

export type ActionOf<K extends Action['action']> = Extract<Action, { action: K }>

/** Carries an action out: changes the world, raises the event. @throws ActionError */
export type Performers = { [K in Action['action']]: (action: ActionOf<K>) => void }

/** The action makes no sense in the present world. */
export class ActionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ActionError'
  }
}
