import { openIdOf } from '../../world/other-ids.ts'
import { findPerson, findWechatApp } from '../../world/people.ts'
import type { WechatUserToken } from '../../world/wechat-user-tokens.ts'
import type { World } from '../../world/world.ts'
import { WechatRefusal, checkApp, type WechatEndpoint } from './answer.ts'

const MINUTE_MS = 60_000

/** Exchanges the code of a website, a mobile app or a page of an official account for a token of the person. */
export const exchangeWechatCode: WechatEndpoint = {
  path: '/sns/oauth2/access_token',
  answer({ world, query }) {
    const { appId } = checkApp(world, query.get('appid'), query.get('secret'))
    if (query.get('grant_type') !== 'authorization_code') {
      throw new WechatRefusal(40002, 'grant_type is not authorization_code')
    }
    const value = query.get('code')
    if (!value) throw new WechatRefusal(41008, 'no code')
    const { wechatCodesPerMinute, codeSeconds } = world.settings
    if (world.rateLimits.count(`sns/oauth2 ${appId}`, MINUTE_MS) > wechatCodesPerMinute) {
      throw new WechatRefusal(45011, `more than ${wechatCodesPerMinute} exchanges within the minute`)
    }
    const code = world.wechatCodes.find(value)
    if (!code || code.appId !== appId) throw new WechatRefusal(40029, 'no such code of this app')
    if (code.used) throw new WechatRefusal(40163, 'the code was used before')
    if (world.now() - code.issuedAt > codeSeconds * 1_000) throw new WechatRefusal(40029, 'the code has expired')
    code.used = true
    const token = world.wechatUserTokens.issue(code, world.settings.accessTokenSeconds)
    return {
      ...describeToken(world, token),
      ...world.settings.unionIdWithToken ? unionIdOf(world, token) : {},
      ...token.isSnapshot ? { is_snapshotuser: 1 } : {},
    }
  },
}

/** Keeps a token alive for up to 30 days. */
export const refreshUserToken: WechatEndpoint = {
  path: '/sns/oauth2/refresh_token',
  answer({ world, query }) {
    const appId = query.get('appid')
    if (!appId) throw new WechatRefusal(41002, 'no appid')
    if (!findWechatApp(world, appId)) throw new WechatRefusal(40013, 'no app has this appid')
    if (query.get('grant_type') !== 'refresh_token') throw new WechatRefusal(40002, 'grant_type is not refresh_token')
    const value = query.get('refresh_token')
    if (!value) throw new WechatRefusal(41003, 'no refresh_token')
    const token = world.wechatUserTokens.findByRefreshToken(value)
    if (token?.appId !== appId) throw new WechatRefusal(40030, 'no such refresh_token of this app')
    if (token.refreshableUntil <= world.now()) throw new WechatRefusal(42002, 'the refresh_token has expired')
    world.wechatUserTokens.refresh(token, world.settings.accessTokenSeconds)
    return describeToken(world, token)
  },
}

/** The openid that belongs to a token. */
export function openIdOfToken(world: World, { appId, personId }: WechatUserToken): string {
  return openIdOf(appId, findPerson(world, personId))
}

/** The unionid, if the person has agreed and the app is below an open-platform account. Snapshots have virtual ones. */
export function unionIdOf(
  world: World, { appId, personId, scope, isSnapshot }: WechatUserToken,
): { unionid?: string } {
  const person = findPerson(world, personId)
  const unionId = isSnapshot ? openIdOf('open-platform', person) : person.unionId
  const isDue = scope !== 'snsapi_base' && findWechatApp(world, appId)?.openPlatform
  return isDue && unionId !== undefined ? { unionid: unionId } : {}
}

function describeToken(world: World, token: WechatUserToken): Record<string, unknown> {
  return {
    access_token: token.accessToken,
    expires_in: Math.ceil((token.expiresAt - world.now()) / 1_000),
    refresh_token: token.refreshToken,
    openid: openIdOfToken(world, token),
    scope: token.scope,
  }
}
