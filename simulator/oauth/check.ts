import type { World } from '../world/world.ts'

/** A request for a code that has passed all checks. */
export interface AuthorizeRequest {
  agentId: number
  redirectUri: URL
  state: string
}

/** The reason why WeCom shows an error page instead of sending a code. */
export interface AuthorizeRefusal {
  /** The text of the page. */
  title: string
  /** For the developer: the wrong parameter and how to correct it. */
  why: string
}

/** The checks that sign-in inside WeCom and scan login share (doc 91022, 98152). */
export function checkAuthorize(world: World, query: URLSearchParams): AuthorizeRequest | AuthorizeRefusal {
  if (query.get('appid') !== world.scenario.corp.corpId) {
    return { title: 'appid参数错误', why: 'appid must be the corpid of this company' }
  }
  const app = world.scenario.apps.find(({ agentId }) => String(agentId) === query.get('agentid'))
  if (!app) return { title: 'agentid参数错误', why: 'agentid must be the AgentId of an app of this company' }

  const redirectUri = URL.parse(query.get('redirect_uri') ?? '')
  if (!redirectUri || !/^https?:$/.test(redirectUri.protocol)) {
    return { title: 'redirect_uri参数错误', why: 'redirect_uri must be an absolute URL' }
  }
  if (!world.settings.trustedDomains.includes(redirectUri.host)) {
    return {
      title: 'redirect_uri需使用应用可信域名',
      why: `${redirectUri.host} is not among the trusted domains ${world.settings.trustedDomains.join(', ')}`,
    }
  }
  const state = query.get('state') ?? ''
  if (!/^[a-zA-Z0-9]{0,128}$/.test(state)) {
    return { title: 'state参数错误 (84025)', why: 'state may hold only a-z, A-Z and 0-9, at most 128 of them' }
  }
  return { agentId: app.agentId, redirectUri, state }
}

/** The address to which the browser returns: the existing query stays unchanged, code and state follow it. */
export function redirectWithCode(
  { redirectUri, state }: Pick<AuthorizeRequest, 'redirectUri' | 'state'>, code: string,
): string {
  return `${withQuery(redirectUri)}code=${code}&state=${state}`
}

/** The same after the person has refused: without a code. */
export function redirectRefused({ redirectUri, state }: Pick<AuthorizeRequest, 'redirectUri' | 'state'>): string {
  return `${withQuery(redirectUri)}state=${state}`
}

function withQuery({ origin, pathname, search }: URL): string {
  return `${origin}${pathname}${search === '' ? '?' : `${search}&`}`
}
