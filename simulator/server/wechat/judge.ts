import type { World } from '../../world/world.ts'
import type { ApiAnswer, ApiCall } from '../judge.ts'
import { parseBody } from '../judge.ts'
import { Refusal } from '../refusal.ts'
import { WechatRefusal, wechatErrorBody, type WechatEndpoint } from './answer.ts'
import { codeToSession } from './code-to-session.ts'
import { exchangeWechatCode, refreshUserToken } from './oauth.ts'
import { getStableToken, getWechatToken } from './tokens.ts'
import { checkUserToken, getUserOfToken } from './user-of-token.ts'
import { getWechatUser } from './user-info.ts'

/** All simulated endpoints of api.weixin.qq.com, by path. WeCom has no endpoint with one of these paths. */
export const wechatEndpoints: ReadonlyMap<string, WechatEndpoint> = new Map(
  [
    codeToSession, getWechatToken, getStableToken, getWechatUser,
    exchangeWechatCode, refreshUserToken, getUserOfToken, checkUserToken,
  ].map(endpoint => [endpoint.path, endpoint]),
)

/** @param forcedErrcode refuse with this errcode: a fault is on */
export function judgeWechat(world: World, endpoint: WechatEndpoint, call: ApiCall, forcedErrcode?: number): ApiAnswer {
  try {
    if (forcedErrcode !== undefined) throw new WechatRefusal(forcedErrcode, 'fault switched on')
    return { body: endpoint.answer({ world, query: call.query, body: parseBody(call.bodyText) }), verdict: 'ok' }
  }
  catch (error) {
    const refusal = error instanceof Refusal ? new WechatRefusal(47001, error.message) : error
    if (!(refusal instanceof WechatRefusal)) throw error
    return {
      body: wechatErrorBody(refusal.errcode, world.now()),
      verdict: `refused ${refusal.errcode}: ${refusal.message}`,
    }
  }
}
