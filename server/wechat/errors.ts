import type { UnavailableReason } from '../wecom/call/errors.ts'

/** What an errcode of api.weixin.qq.com means for us. */
export type WechatErrcodeClass = 'invalid_code' | 'used_code' | 'blocked_user' | 'unknown_open_id' | 'token_dead' | 'busy' | 'config' | 'unknown'

const CLASSES: Record<number, WechatErrcodeClass> = {
  [-1]: 'busy',
  40001: 'token_dead',
  40003: 'unknown_open_id',
  40013: 'config',
  40014: 'token_dead',
  40029: 'invalid_code',
  40125: 'config',
  40163: 'used_code',
  40164: 'config',
  40226: 'blocked_user',
  41002: 'config',
  41004: 'config',
  41008: 'invalid_code',
  42001: 'token_dead',
  45009: 'busy',
  45011: 'busy',
  48001: 'config',
}

/** Where tokens come from. */
export const TOKEN_ENDPOINT = 'cgi-bin/stable_token'

/** WeChat answered with an errcode other than 0. Carries neither URL nor secret nor upstream text. */
export class WechatApiError extends Error {
  /** Path, such as `sns/jscode2session`. */
  readonly endpoint: string
  readonly errcode: number

  constructor(endpoint: string, errcode: number) {
    super(`${endpoint} answered errcode ${errcode}`)
    this.name = 'WechatApiError'
    this.endpoint = endpoint
    this.errcode = errcode
  }

  get errcodeClass(): WechatErrcodeClass {
    const errcodeClass = CLASSES[this.errcode] ?? 'unknown'
    // No token goes there that could be dead: 40001 is then about the secret.
    return errcodeClass === 'token_dead' && this.endpoint === TOKEN_ENDPOINT ? 'config' : errcodeClass
  }
}

/** WeChat could not be reached, or what came back is not an answer of its API. */
export class WechatUnavailableError extends Error {
  readonly endpoint: string
  readonly reason: UnavailableReason

  constructor(endpoint: string, reason: UnavailableReason) {
    super(`${endpoint} is unavailable: ${reason}`)
    this.name = 'WechatUnavailableError'
    this.endpoint = endpoint
    this.reason = reason
  }
}

/** What a mini program sent cannot come from WeChat, for this user, now. Deliberately no more: an oracle helps forgers. */
export class UserDataError extends Error {
  readonly stale: boolean

  constructor({ stale = false } = {}) {
    super(stale ? 'The user data is too old' : 'The user data does not belong to this session')
    this.name = 'UserDataError'
    this.stale = stale
  }
}
