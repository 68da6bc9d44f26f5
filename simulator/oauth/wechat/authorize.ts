import { defineEventHandler, getHeader, getRequestURL, type H3Event } from 'h3'
import type { WechatClient } from '../../world/wechat-clients.ts'
import type { World } from '../../world/world.ts'
import type { AuthorizeRefusal } from '../check.ts'
import { readClientId, WECHAT_CLIENT_COOKIE } from '../client-cookie.ts'
import { refuse } from '../refuse.ts'
import { askPerson, giveCode, giveNoCode } from './answer.ts'
import { checkWechatAuthorize, type WechatAuthorizeRequest } from './check.ts'

const PATH = '/connect/oauth2/authorize'
/** Our own name: WeChat's page for the answer is not public. */
const ANSWER_PATH = '/connect/oauth2/answer'

const NO_WECHAT: AuthorizeRefusal = {
  title: '请在微信客户端打开链接',
  why: 'this browser is not a simulated client of WeChat',
}

/**
 * The sign-in on a page of an official account, inside WeChat. `snsapi_userinfo` asks, unless the person follows the
 * account and comes from its menu. A page in the snapshot mode gets a virtual person without a question.
 */
export function authorizeInWechat(world: World, event: H3Event) {
  return withRequest(world, event, PATH, (request, client) => {
    const { personId, isFromMenu, isSnapshot } = client
    if (isSnapshot) return giveCode(world, event, request, { personId: `snapshot-of-${client.id}`, isSnapshot })
    const isFollower = request.app.subscribers?.includes(personId)
    const isSilent = request.scope === 'snsapi_base' || (isFollower && isFromMenu)
    return isSilent
      ? giveCode(world, event, request, client)
      : askPerson(world, event, request, { personId, path: ANSWER_PATH })
  })
}

/** The person has answered. */
export function authorizeAnswer(world: World) {
  return defineEventHandler(event => withRequest(world, event, ANSWER_PATH, (request, client) =>
    getRequestURL(event).searchParams.get('answer') === 'allow'
      ? giveCode(world, event, request, client)
      : giveNoCode(world, event, request)))
}

function withRequest<T>(
  world: World, event: H3Event, path: string, work: (request: WechatAuthorizeRequest, client: WechatClient) => T,
): T | string {
  const client = world.wechatClients.find(readClientId(getHeader(event, 'cookie'), WECHAT_CLIENT_COOKIE) ?? '')
  if (!client) return refuse(world, event, path, NO_WECHAT)
  const request = checkWechatAuthorize(world, getRequestURL(event).searchParams, 'officialAccount')
  return 'title' in request ? refuse(world, event, path, request) : work(request, client)
}
