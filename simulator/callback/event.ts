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

/** A member has pressed a button of a template card (doc 90240). */
export interface CardEvent {
  event: 'template_card_event'
  userId: string
  agentId: number
  key: string
  taskId: string
  cardType: string
  /** For one call of message/update_template_card. */
  responseCode: string
}

/** What a person does in WeCom. Calls of the API raise no event. */
export type CallbackEvent = ContactEvent | ChatEvent | TagEvent | CardEvent

/** The kind of the event, for the request log. */
export function detailOf(event: CallbackEvent): string {
  return event.event === 'template_card_event' ? event.key : event.changeType
}

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
    ['FromUserName', event.event === 'template_card_event' ? event.userId : 'sys'],
    ['CreateTime', createTime],
    ['MsgType', 'event'],
    ['Event', event.event],
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
      ['ChangeType', event.changeType],
      ['UserID', event.userId],
      ['ExternalUserID', event.externalUserId],
      ['State', event.state],
      ['WelcomeCode', event.welcomeCode],
      ['Source', event.source],
      ['FailReason', event.failReason],
    ]
    case 'change_external_chat': return [
      ['ChangeType', event.changeType],
      ['ChatId', event.chatId],
      ['UpdateDetail', event.updateDetail],
      ['JoinScene', event.joinScene],
      ['QuitScene', event.quitScene],
      ['MemChangeCnt', event.changed?.length],
      ['LastMemVer', event.lastVersion],
      ['CurMemVer', event.currentVersion],
    ]
    case 'change_external_tag': return [
      ['ChangeType', event.changeType],
      ['Id', event.id],
      ['TagType', event.tagType],
    ]
    case 'template_card_event': return [
      ['EventKey', event.key],
      ['TaskId', event.taskId],
      ['CardType', event.cardType],
      ['ResponseCode', event.responseCode],
      ['AgentID', event.agentId],
    ]
  }
}

function membersOf(event: CallbackEvent): string {
  if (event.event !== 'change_external_chat' || !event.changed) return ''
  return `<MemChangeList>${event.changed.map(id => `<Item>${cdata(id)}</Item>`).join('')}</MemChangeList>`
}
