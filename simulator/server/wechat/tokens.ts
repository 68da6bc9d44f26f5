import type { WechatApp } from '../../scenarios/scenario.ts'
import type { WechatToken } from '../../world/wechat-tokens.ts'
import type { World } from '../../world/world.ts'
import { WechatRefusal, checkApp, type WechatEndpoint } from './answer.ts'

const DAY_MS = 86_400_000
/** Calls of stable_token with force_refresh, per app and day. */
const FORCED_PER_DAY = 20

/** Each call issues a new token; the one before stays valid for five minutes. */
export const getWechatToken: WechatEndpoint = {
  path: '/cgi-bin/token',
  answer({ world, query }) {
    checkGrant(query.get('grant_type'))
    return issue(world, checkApp(world, query.get('appid'), query.get('secret')), false, true)
  },
}

/** Returns the same token to every caller until it expires; `force_refresh` issues a new one. */
export const getStableToken: WechatEndpoint = {
  path: '/cgi-bin/stable_token',
  answer({ world, body }) {
    checkGrant(body.grant_type)
    const app = checkApp(world, body.appid, body.secret)
    const forced = body.force_refresh === true
    if (forced && world.rateLimits.count(`force_refresh ${app.appId}`, DAY_MS) > FORCED_PER_DAY) {
      throw new WechatRefusal(45009, `force_refresh more than ${FORCED_PER_DAY} times a day`)
    }
    return issue(world, app, true, forced)
  },
}

/** @throws WechatRefusal 41001, 40001, 42001 */
export function tokenOwner(world: World, value: string | null): WechatApp {
  if (!value) throw new WechatRefusal(41001, 'no access_token in the query')
  const token = world.wechatTokens.find(value)
  const app = token && world.scenario.wechatApps?.find(({ appId }) => appId === token.appId)
  if (!app) throw new WechatRefusal(40001, 'no such access_token')
  if (token.expiresAt <= world.now()) {
    throw new WechatRefusal(42001, 'the access_token has expired, or a newer one replaced it')
  }
  return app
}

function issue(world: World, { appId }: WechatApp, stable: boolean, renew: boolean): Record<string, unknown> {
  const token: WechatToken = world.wechatTokens.issue(appId, stable, world.settings.accessTokenSeconds, renew)
  return { access_token: token.value, expires_in: Math.ceil((token.expiresAt - world.now()) / 1000) }
}

function checkGrant(value: unknown): void {
  if (value !== 'client_credential') throw new WechatRefusal(40002, 'grant_type is not client_credential')
}
