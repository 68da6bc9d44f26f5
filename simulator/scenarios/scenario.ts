import type { Settings } from './settings.ts'

/**
 * All data of a simulated company. A scenario is plain data: write a module with a default export, or copy
 * ./default.ts with `structuredClone` and change it.
 */
export interface Scenario {
  name: string
  corp: { corpId: string, name: string }
  /** Self-built apps of the company; the first is the app under test. */
  apps: App[]
  departments: Department[]
  members: Member[]
  tagGroups: TagGroup[]
  /** Customers with their own data. A customer of the population moves here when it is changed. */
  customers: Customer[]
  /** Any number of further customers, which are generated on demand. */
  population?: Population
  groups: CustomerGroup[]
  chats: Chat[]
  /** Apps of the same company in WeChat, on api.weixin.qq.com. */
  wechatApps?: WechatApp[]
  settings: Settings
}

/** A self-built app (自建应用). */
export interface App {
  agentId: number
  agentSecret: string
  name: string
}

/** Customers that random/population.ts generates: the same seed gives the same people. */
export interface Population {
  seed: string
  size: number
}

/** The kinds of apps below a 微信开放平台 account. */
export const wechatAppKinds = ['miniProgram', 'officialAccount', 'website', 'mobileApp'] as const

/** An app of the company in WeChat. */
export interface WechatApp {
  appId: string
  secret: string
  kind: typeof wechatAppKinds[number]
  name: string
  /** Bound to a 微信开放平台 account; otherwise no unionids are sent. */
  openPlatform: boolean
  /** `officialAccount`: external_userids of the people who follow it. */
  subscribers?: string[]
  /** `miniProgram`: the self-built app it is linked to, for sign-in of members (doc 91507). */
  linkedAgentId?: number
  /**
   * `website` (授权回调域) and `officialAccount` (网页授权域名): the hosts, with port, that may receive codes. Empty: those of
   * the app under test and of the company's page of this kind.
   */
  redirectDomains?: string[]
}

export interface Department { id: number, name: string }

/** A member of the company (doc 90196), or of a linked one. */
export interface Member {
  /** For a member of a linked company: `CorpId/userid` (doc 91023). */
  userId: string
  name: string
  departmentIds: number[]
  position?: string
  gender?: 0 | 1 | 2
  mobile?: string
  email?: string
  avatar?: string
  /** 2 disabled, 4 not activated, 5 left (doc 90196); active when absent. */
  status?: 2 | 4 | 5
  /** Not in the lists of members of the shell and the scan page. */
  background?: boolean
}

/** A group of customer tags; `rule` groups (规则组标签) are not in the corp tag library (doc 92117). */
export interface TagGroup {
  groupId: string
  name: string
  kind: 'corp' | 'rule'
  /** Unix seconds. */
  createTime: number
  order: number
  /** The app that made it by API; other apps may not change it. */
  agentId?: number
  tags: Tag[]
}

export interface Tag {
  id: string
  name: string
  order: number
  /** Unix seconds; absent: that of the group. */
  createTime?: number
  /** As for the group. */
  agentId?: number
}

/** An external contact (doc 92114) with all members who added this person. */
export interface Customer {
  externalUserId: string
  name: string
  avatar?: string
  /** 1 WeChat user, 2 user of another company's WeCom. */
  type: 1 | 2
  /** 0 unknown, 1 male, 2 female. */
  gender: 0 | 1 | 2
  unionId?: string
  /** WeCom has a unionid but does not send it yet. */
  unionIdPending?: boolean
  position?: string
  corpName?: string
  corpFullName?: string
  externalAttributes?: ExternalAttribute[]
  follows: Follow[]
}

/** One entry of `external_profile.external_attr`, exactly as WeCom sends it (doc 92230). */
export type ExternalAttribute
  = | { type: 0, name: string, text: { value: string } }
    | { type: 1, name: string, web: { url: string, title: string } }
    | { type: 2, name: string, miniprogram: { appid: string, pagepath: string, title: string } }

/** The relation between one member and one customer: an element of `follow_user` (doc 92114). */
export interface Follow {
  userId: string
  remark?: string
  description?: string
  /** Unix seconds. */
  createTime: number
  tags?: FollowTag[]
  remarkCorpName?: string
  remarkMobiles?: string[]
  addWay: number
  operUserId: string
  /** Channel of 联系我 or 获客链接. */
  state?: string
  /** The customer has deleted the member: a one-way relation that the API still shows. */
  deletedByCustomer?: boolean
  /** 免验证: the customer has added the member, who has not confirmed yet. For the API it is not a relation. */
  half?: boolean
  wechatChannels?: { nickname: string, source: 0 | 1 | 2 | 3 }
}

/** A tag from a group of the library, or a member's personal one. */
export type FollowTag = { tagId: string } | { personal: string, groupName: string }

/** A customer group (doc 92122). */
export interface CustomerGroup {
  chatId: string
  name: string
  ownerUserId: string
  createTime: number
  notice?: string
  members: CustomerGroupMember[]
  adminUserIds?: string[]
}

export interface CustomerGroupMember {
  /** userid of a member or external_userid. */
  id: string
  kind: 'member' | 'external'
  /** Name of an external person who is not a customer of any member. */
  name?: string
  unionId?: string
  joinTime: number
  /** 1 invited, 2 invitation link, 3 QR code. */
  joinScene: 1 | 2 | 3
  invitorUserId?: string
  groupNickname?: string
}

/** A conversation in the simulated client. */
export interface Chat {
  id: string
  /** `customerService`: with a person who writes to 微信客服. `app`: messages of an app to one member. */
  kind: 'single' | 'group' | 'internal' | 'customerService' | 'app'
  title: string
  /** Members of the company who have this conversation in their list. */
  memberIds: string[]
  /** `single` and `customerService`: the person at the other end. */
  externalUserId?: string
  /** `group`: the customer group's chat_id. */
  groupChatId?: string
  /** `app`: the app that writes. */
  agentId?: number
  messages: ChatMessage[]
}

export interface ChatMessage {
  /** `msgid` of a message that an app sent. All its receivers have the same one. */
  id?: string
  /** userid, external_userid or a name. */
  from: string
  /** Unix milliseconds. */
  at: number
  msgtype: string
  /** The text in the chat pane; for cards the title. */
  text: string
  link?: string
  /** The uploaded file of an image, a video or a file. */
  mediaId?: string
  card?: MessageCard
}

/** A `textcard` or `template_card` that an app sent (doc 90236). */
export interface MessageCard {
  /** `textcard`, or the card_type of a template card. */
  type: string
  title: string
  description?: string
  rows: { name: string, value: string, url?: string }[]
  buttons: CardButton[]
  taskId?: string
}

/** A button has a key, which the app's callback gets, or an address. */
export interface CardButton {
  text: string
  key?: string
  url?: string
  /** The app has replaced the button: it cannot be pressed again (doc 94888). */
  disabled?: boolean
}
