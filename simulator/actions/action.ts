import * as v from 'valibot'

const text = v.string()
const texts = v.array(text)
const integer = v.pipe(v.number(), v.integer())
const flag = v.boolean()
const contact = { userId: text, externalUserId: text }

/** One entry for each action, as the control API takes it. */
export const actionSchema = v.variant('action', [
  v.strictObject({
    action: v.literal('addContact'),
    userId: text,
    externalUserId: v.optional(text),
    name: v.optional(text),
    state: v.optional(text),
    addWay: v.optional(integer),
    half: v.optional(flag),
  }),
  v.strictObject({
    action: v.literal('editContact'),
    ...contact,
    remark: v.optional(text),
    description: v.optional(text),
    mobiles: v.optional(texts),
    addTags: v.optional(texts),
    removeTags: v.optional(texts),
  }),
  v.strictObject({ action: v.literal('deleteContact'), ...contact, transferred: v.optional(flag) }),
  v.strictObject({ action: v.literal('deletedByContact'), ...contact }),
  v.strictObject({
    action: v.literal('transferFails'),
    ...contact,
    reason: v.picklist(['customer_refused', 'customer_limit_exceed']),
  }),
  v.strictObject({ action: v.literal('createGroup'), userId: text, name: text, memberIds: v.optional(texts) }),
  v.strictObject({ action: v.literal('dismissGroup'), chatId: text }),
  v.strictObject({ action: v.literal('joinGroup'), chatId: text, id: text, scene: v.optional(integer) }),
  v.strictObject({ action: v.literal('leaveGroup'), chatId: text, id: text, scene: v.optional(integer) }),
  v.strictObject({ action: v.literal('renameGroup'), chatId: text, name: text }),
  v.strictObject({ action: v.literal('changeGroupOwner'), chatId: text, userId: text }),
  v.strictObject({ action: v.literal('setGroupNotice'), chatId: text, notice: text }),
  v.strictObject({ action: v.literal('say'), chatId: text, from: text, text: v.pipe(text, v.minLength(1)) }),
  v.strictObject({ action: v.literal('pressButton'), userId: text, messageId: text, key: text }),
  v.strictObject({ action: v.literal('createTags'), groupName: text, names: texts }),
  v.strictObject({ action: v.literal('renameTag'), id: text, name: text }),
  v.strictObject({ action: v.literal('deleteTag'), id: text }),
  v.strictObject({ action: v.literal('shuffleTags'), id: v.optional(text) }),
])

/** What people do by hand in WeCom, or an admin in the console. Each action raises the event of doc 92130 or 90240. */
export type Action = v.InferOutput<typeof actionSchema>

/** The action with this name. */
export type ActionOf<K extends Action['action']> = Extract<Action, { action: K }>

/** One function for each action: it changes the world and raises the event. Each throws ActionError. */
export type Performers = { [K in Action['action']]: (action: ActionOf<K>) => void }

/** The action is not possible in the present world. */
export class ActionError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ActionError'
  }
}
