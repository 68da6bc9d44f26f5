/** Types of changes of a contact (doc 92130). */
export type ContactChange
  = | 'add_external_contact' | 'edit_external_contact' | 'add_half_external_contact' | 'del_external_contact'
    | 'del_follow_user' | 'transfer_fail'

/** A change of a contact. */
export interface ContactEvent {
  event: 'change_external_contact'
  changeType: ContactChange
  userId: string
  externalUserId: string
  state?: string
  welcomeCode?: string
  /** `del_external_contact` by a handover. */
  source?: 'DELETE_BY_TRANSFER'
  failReason?: 'customer_refused' | 'customer_limit_exceed'
}

/** A change of a customer group. */
export interface ChatEvent {
  event: 'change_external_chat'
  changeType: 'create' | 'update' | 'dismiss'
  chatId: string
  updateDetail?: 'add_member' | 'del_member' | 'change_owner' | 'change_name' | 'change_notice'
  /** 0 invited, 3 QR code. */
  joinScene?: number
  /** 0 left, 1 removed. */
  quitScene?: number
  /** Ids of the people who joined or left. */
  changed?: string[]
  lastVersion?: string
  currentVersion?: string
}

/** A change of the tag library. */
export interface TagEvent {
  event: 'change_external_tag'
  changeType: 'create' | 'update' | 'delete' | 'shuffle'
  tagType: 'tag' | 'tag_group'
  /** Empty: the order of all groups was changed. */
  id: string
}

/** A change that a person makes in WeCom. Calls of the API raise no event. */
export type CallbackEvent = ContactEvent | ChatEvent | TagEvent

type Field = [name: string, value: string | number | undefined]

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/**
 * The message inside the envelope (doc 92130).
 *
 * @param createTime Unix seconds
 */
export function eventXml(corpId: string, createTime: number, event: CallbackEvent): string {
  const fields: Field[] = [
    ['ToUserName', corpId],
    ['FromUserName', 'sys'],
    ['CreateTime', createTime],
    ['MsgType', 'event'],
    ['Event', event.event],
    ['ChangeType', event.changeType],
    ...fieldsOf(event),
  ]
  return `<xml>${fields.map(element).join('')}${membersOf(event)}</xml>`
}

function element([name, value]: Field): string {
  if (value === undefined) return ''
  return `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`
}

function fieldsOf(event: CallbackEvent): Field[] {
  switch (event.event) {
    case 'change_external_contact': return [
      ['UserID', event.userId],
      ['ExternalUserID', event.externalUserId],
      ['State', event.state],
      ['WelcomeCode', event.welcomeCode],
      ['Source', event.source],
      ['FailReason', event.failReason],
    ]
    case 'change_external_chat': return [
      ['ChatId', event.chatId],
      ['UpdateDetail', event.updateDetail],
      ['JoinScene', event.joinScene],
      ['QuitScene', event.quitScene],
      ['MemChangeCnt', event.changed?.length],
      ['LastMemVer', event.lastVersion],
      ['CurMemVer', event.currentVersion],
    ]
    case 'change_external_tag': return [['Id', event.id], ['TagType', event.tagType]]
  }
}

function membersOf(event: CallbackEvent): string {
  if (event.event !== 'change_external_chat' || !event.changed) return ''
  return `<MemChangeList>${event.changed.map(id => `<Item>${cdata(id)}</Item>`).join('')}</MemChangeList>`
}
