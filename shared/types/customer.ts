import type { KeptDrafts } from './draft.ts'
import type { TimelinePage } from './timeline.ts'

/** WeChat user (type 1) or user of another company's WeCom (type 2). */
export type CustomerType = 'wechat' | 'wecom'

/**
 * Why WeCom sent no unionid (doc 92114 §unionid). The server infers the reason from earlier answers, see
 * server/customer/union-id-missing.ts.
 * - `wecom_contact`: the customer uses WeCom, not WeChat; there is no unionid.
 * - `third_party_app`: the credentials belong to a third-party or 代开发 app, which never receives unionid.
 * - `developer_account_not_bound`: no official account or mini program is bound in 客户联系 → API.
 * - `subject_mismatch`: WeCom sent unionids before and stopped: the binding was removed, or its subject is no longer
 *   verified or no longer the same.
 * - `not_returned_yet`: other customers have a unionid; for this one WeCom has not sent it yet.
 */
export type UnionIdMissingReason
  = | 'wecom_contact'
    | 'third_party_app'
    | 'developer_account_not_bound'
    | 'subject_mismatch'
    | 'not_returned_yet'

export interface CustomerTag {
  /** Absent on personal tags. */
  id?: string
  name: string
  groupName: string
  kind: 'corp' | 'personal' | 'rule'
}

/** One entry of a WeCom user's external profile (doc 92230). Unsafe links have been dropped by the server. */
export type ProfileAttribute
  = | { kind: 'text', name: string, value: string }
    | { kind: 'web', name: string, title: string, url: string }
    | { kind: 'miniProgram', name: string, title: string }

/** The relation between the signed-in member and the customer: only this member's own notes, never a colleague's. */
export interface CustomerRelation {
  remark: string
  description: string
  /** The customer's company, as the member noted it (WeChat customers only). */
  remarkCorpName?: string
  /** Masked: 138****8000, 0571-****-6666. */
  maskedMobiles: string[]
  tags: CustomerTag[]
  /** ISO 8601, UTC. */
  addedAt: string
  /** WeCom's add_way number (doc 92114); unknown values are possible. */
  addWay: number
  addedBy: 'me' | 'customer' | 'colleague'
  /** Channel given by 联系我 / 获客链接. */
  contactWayState?: string
}

/** Our view of an external contact (GET /api/customers/:externalUserId). */
export interface CustomerProfile {
  externalUserId: string
  name: string
  /** https only; absent when WeCom sends none. */
  avatar?: string
  type: CustomerType
  gender: 'unknown' | 'male' | 'female'
  unionId?: string
  /** Present exactly when unionId is absent. */
  unionIdMissing?: UnionIdMissingReason
  /** Type `wecom` only. */
  position?: string
  corpName?: string
  corpFullName?: string
  attributes: ProfileAttribute[]
  /** Absent when the access policy shows customers the member does not follow. */
  relation?: CustomerRelation
  /** How many members of the company follow this customer, the signed-in one included. */
  followUserCount: number
  /** No member has added this person, who has written to 微信客服. Only with the access policy `corp`. */
  customerServiceOnly?: true
  /** How old the data is, in whole seconds; absent when it is newer. */
  ageSeconds?: number
  /** Present only when WeCom is too busy to answer: the time of the stored data (ISO 8601, UTC). */
  asOf?: string
  /** What the member has typed about the customer and not saved; only with GET, and only when there is something. */
  drafts?: KeptDrafts
  /** What a new page asks for next; only on wish, and only what was there in time. */
  beside?: CustomerBeside
  /** The customer as HTML, for a page whose app is still being loaded; only on wish, and without drafts. */
  drawn?: string
}

/** The answers to the next questions of a page about a customer. A part that is absent has to be asked for. */
export interface CustomerBeside {
  colleagues?: Colleague[]
  /** The first page, without a filter. */
  timeline?: TimelinePage
}

/** A member who follows a customer, too (GET /api/customers/:externalUserId/colleagues). */
export interface Colleague {
  userId: string
  name: string
}

/** A row of "my customers" (GET /api/customers). */
export interface CustomerSummary {
  externalUserId: string
  name: string
  avatar?: string
  type: CustomerType
  unionId?: string
  corpName?: string
  remark: string
  /** The customer's company, as the member noted it. */
  remarkCorpName?: string
  /** Masked: 138****8000. */
  maskedMobiles: string[]
  /** ISO 8601, UTC. Absent when WeCom did not send it. */
  addedAt?: string
  /** Channel given by 联系我 / 获客链接. */
  contactWayState?: string
  /** How the customer was added, a number of doc 92114; and by which side. Absent when WeCom did not send it. */
  addWay?: number
  addedBy?: CustomerRelation['addedBy']
  /** Pinyin of the names above that are in Chinese, for the search: "zhang wei". */
  spellings: string[]
  /** Corp tags and tags set by rules. GET /api/tags has the names of the corp tags. */
  tagIds: string[]
}

export interface CustomerPage {
  customers: CustomerSummary[]
  /** Ids of the customers that the member opened last, newest first, in the list or not; only on the first page. */
  recent?: string[]
  /** Send it as `?cursor=` for the next page; absent on the last page. Valid only for the member who received it. */
  nextCursor?: string
}
