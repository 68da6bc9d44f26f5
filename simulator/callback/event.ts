/** doc 92130 */
export type ContactChange
  = | 'add_external_contact' | 'edit_external_contact' | 'add_half_external_contact' | 'del_external_contact'
    | 'del_follow_user' | 'transfer_fail'

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

export interface ChatEvent {
  event: 'change_external_chat'
  changeType: 'create' | 'update' | 'dismiss'
  chatId: string
  updateDetail?: 'add_member' | 'del_member' | 'change_owner' | 'change_name' | 'change_notice'
  /** 0 invited, 3 QR code. */
  joinScene?: number
  /** 0 left, 1 removed. */
  quitScene?: number
  /** Ids of who came or went. */
  changed?: string[]
  lastVersion?: string
  currentVersion?: string
}

export interface TagEvent {
  event: 'change_external_tag'
  changeType: 'create' | 'update' | 'delete' | 'shuffle'
  tagType: 'tag' | 'tag_group'
  /** Empty: the order of all groups was changed. */
  id: string
}

/** What happens in WeCom without the app's doing. Calls of the API raise no event. */
export type CallbackEvent = ContactEvent | ChatEvent | TagEvent

const cdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/**
 * The message inside the envelope (doc 92130).
 *
 * @param createTime unix seconds
 */
export function eventXml(corpId: string, createTime: number, event: CallbackEvent): string {
  const fields: [name: string, value: string | number | undefined][] = [
    ['ToUserName', corpId],
    ['FromUserName', 'sys'],
    ['CreateTime', createTime],
    ['MsgType', 'event'],
    ['Event', event.event],
    ['ChangeType', event.changeType],
    ...fieldsOf(event),
  ]
  const lines = fields.map(([name, value]) => value === undefined ? '' : `<${name}>${typeof value === 'number' ? value : cdata(value)}</${name}>`)
  return `<xml>${lines.join('')}${membersOf(event)}</xml>`
}

function fieldsOf(event: CallbackEvent): [name: string, value: string | number | undefined][] {
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
