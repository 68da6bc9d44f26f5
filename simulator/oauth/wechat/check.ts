import type { WechatScope } from '../../world/codes.ts'
import { findWechatApp } from '../../world/people.ts'
import type { World } from '../../world/world.ts'
import type { WechatApp } from '../../scenarios/scenario.ts'
import type { AuthorizeRefusal } from '../check.ts'

/** A request for a code of WeChat that has passed all checks. */
export interface WechatAuthorizeRequest {
  app: WechatApp
  redirectUri: URL
  scope: WechatScope
  state: string
}

type PageKind = 'website' | 'officialAccount'

const SCOPES: Record<PageKind, WechatScope[]> = {
  website: ['snsapi_login'],
  officialAccount: ['snsapi_base', 'snsapi_userinfo'],
}

/** The checks of both pages on which WeChat gives codes. Titles have the numbers of WeChat where they are published. */
export function checkWechatAuthorize(
  world: World, query: URLSearchParams, kind: PageKind,
): WechatAuthorizeRequest | AuthorizeRefusal {
  const app = findWechatApp(world, query.get('appid'))
  if (app?.kind !== kind) return { title: 'AppID 参数错误 (10016)', why: `appid must be of an app of the kind ${kind}` }
  if (query.get('response_type') !== 'code') {
    return { title: 'response_type 参数错误', why: 'response_type must be code' }
  }
  const redirectUri = URL.parse(query.get('redirect_uri') ?? '')
  if (!redirectUri || !/^https?:$/.test(redirectUri.protocol)) {
    return { title: 'redirect_uri 参数错误 (10011)', why: 'redirect_uri must be an absolute URL' }
  }
  const domains = app.redirectDomains ?? []
  if (!domains.includes(redirectUri.host)) {
    return {
      title: 'redirect_uri 参数错误 (10003)',
      why: `${redirectUri.host} is not among the redirect domains of this app: ${domains.join(', ')}`,
    }
  }
  const scope = SCOPES[kind].find(one => one === query.get('scope'))
  if (!scope) {
    return { title: 'Scope 参数错误或没有 Scope 权限 (10005)', why: `scope must be one of ${SCOPES[kind].join(', ')}` }
  }
  const state = query.get('state') ?? ''
  if (!/^[a-zA-Z0-9]{0,128}$/.test(state)) {
    return { title: 'state 参数错误', why: 'state may hold only a-z, A-Z and 0-9, at most 128 of them' }
  }
  return { app, redirectUri, scope, state }
}
