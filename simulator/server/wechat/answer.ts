import { randomBytes } from 'node:crypto'
import type { WechatApp } from '../../scenarios/scenario.ts'
import { findWechatApp } from '../../world/people.ts'
import type { World } from '../../world/world.ts'

/** One call of api.weixin.qq.com. */
export interface WechatCall {
  world: World
  query: URLSearchParams
  /** Parsed JSON of a POST; empty otherwise. */
  body: Record<string, unknown>
}

export interface WechatEndpoint {
  path: string
  /**
   * @returns the whole body: successful answers have no errcode
   * @throws WechatRefusal
   */
  answer(call: WechatCall): Record<string, unknown>
}

const texts: Record<number, string> = {
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40030: 'invalid refresh_token',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41003: 'refresh_token missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41009: 'missing openid',
  42001: 'access_token expired',
  42002: 'refresh_token expired',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, please retry next minute',
  47001: 'data format error',
  48001: 'api unauthorized',
  [-1]: 'system error',
}

/** Thrown by an endpoint. The words and the `rid` are those of api.weixin.qq.com, not of WeCom. */
export class WechatRefusal extends Error {
  readonly errcode: number

  /** @param why for the request log */
  constructor(errcode: number, why: string) {
    super(why)
    this.name = 'WechatRefusal'
    this.errcode = errcode
  }
}

export function wechatErrorBody(errcode: number, nowMs: number): { errcode: number, errmsg: string } {
  const hex = () => randomBytes(4).toString('hex')
  const rid = `${Math.floor(nowMs / 1000).toString(16)}-${hex()}-${hex()}`
  return { errcode, errmsg: `${texts[errcode] ?? 'request refused'}, rid: ${rid}` }
}

/** @throws WechatRefusal 41002, 40013, 41004, 40125 */
export function checkApp(world: World, appId: unknown, secret: unknown): WechatApp {
  if (typeof appId !== 'string' || appId === '') throw new WechatRefusal(41002, 'no appid')
  const app = findWechatApp(world, appId)
  if (!app) throw new WechatRefusal(40013, 'no app has this appid')
  if (typeof secret !== 'string' || secret === '') throw new WechatRefusal(41004, 'no secret')
  if (app.secret !== secret) throw new WechatRefusal(40125, 'not the secret of this appid')
  return app
}
