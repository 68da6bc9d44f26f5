import { randomBytes } from 'node:crypto'

/** A value that can be exchanged once. */
export interface OneTime {
  /** Milliseconds of the simulated clock. */
  issuedAt: number
  used: boolean
}

/** An OAuth code: valid for one exchange within five minutes (doc 91023). */
export interface OauthCode {
  /** userid of a member, or external_userid of another person. */
  userId: string
  agentId: number
  /** Host (with port) to which the browser was redirected. */
  redirectHost: string
  /** The member has agreed to show personal fields (snsapi_privateinfo). */
  consented?: boolean
}

/** A `js_code` of wx.login (`appId`), or of a WeCom mini program (`agentId`, doc 91507). */
export interface JsCode {
  /** external_userid, or userid in WeCom. */
  personId: string
  appId?: string
  agentId?: number
}

/** What the person lets an app of WeChat read; `snsapi_base` only the openid. */
export type WechatScope = 'snsapi_base' | 'snsapi_userinfo' | 'snsapi_login'

/** A code of the sign-in with WeChat. */
export interface WechatCode {
  appId: string
  /** external_userid; in the snapshot mode an id that belongs to no person. */
  personId: string
  scope: WechatScope
  /** Of the snapshot mode (快照页). */
  isSnapshot: boolean
}

/** `user_ticket` (doc 95833). */
export interface UserTicket {
  userId: string
  agentId: number
}

/** Issued codes of one kind; the oldest are dropped when there are too many. */
export interface Codes<T extends object> {
  /** @returns the code's value */
  issue(content: T): string
  find(value: string): T & OneTime | undefined
}

const REMEMBERED = 5_000

/** @param now milliseconds of the simulated clock */
export function createCodes<T extends object>(now: () => number): Codes<T> {
  const codes = new Map<string, T & OneTime>()
  return {
    issue(content) {
      const value = randomBytes(32).toString('base64url')
      codes.set(value, { ...content, issuedAt: now(), used: false })
      const oldest = codes.keys().next().value
      if (codes.size > REMEMBERED && oldest !== undefined) codes.delete(oldest)
      return value
    },
    find: value => codes.get(value),
  }
}
