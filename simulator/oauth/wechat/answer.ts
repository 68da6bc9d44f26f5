import { sendRedirect, setResponseHeader, type H3Event } from 'h3'
import { findPerson } from '../../world/people.ts'
import type { World } from '../../world/world.ts'
import { redirectRefused, redirectWithCode } from '../check.ts'
import { escapeHtml, page } from '../html.ts'
import { logOauth } from '../refuse.ts'
import type { WechatAuthorizeRequest } from './check.ts'

/** Who signs in, and whether on a page in the snapshot mode. */
interface Visitor {
  personId: string
  isSnapshot: boolean
}

/** Sends the browser back with a code. */
export function giveCode(
  world: World, event: H3Event, request: WechatAuthorizeRequest, { personId, isSnapshot }: Visitor,
) {
  const { app: { appId, kind }, scope } = request
  const code = world.wechatCodes.issue({ appId, personId, scope, isSnapshot })
  logOauth(world, event.path.split('?')[0]!, `code of the ${kind}, ${scope}${isSnapshot ? ', snapshot' : ''}`)
  return sendRedirect(event, redirectWithCode(request, code))
}

/** Sends the browser back without a code: the person has refused. */
export function giveNoCode(world: World, event: H3Event, request: WechatAuthorizeRequest) {
  logOauth(world, event.path.split('?')[0]!, 'the person has refused')
  return sendRedirect(event, redirectRefused(request))
}

/**
 * The page on which a person agrees or refuses.
 *
 * @param path where the answer goes, with the query of the request
 */
export function askPerson(
  world: World, event: H3Event, { app }: WechatAuthorizeRequest, { personId, path }: { personId: string, path: string },
): string {
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  const link = (answer: 'allow' | 'refuse') =>
    escapeHtml(`${path}?${new URLSearchParams([...new URLSearchParams(event.path.split('?')[1]), ['answer', answer]])}`)
  return page('微信登录', `<h1>${escapeHtml(app.name)} 申请使用</h1>`
    + `<p>你的昵称、头像（${escapeHtml(findPerson(world, personId).name)}）</p>`
    + `<ul><li><a href="${link('allow')}">允许</a></li><li><a href="${link('refuse')}">拒绝</a></li></ul>`)
}
