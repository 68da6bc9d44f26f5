import { defineEventHandler, getHeader, getRequestURL, sendRedirect, setResponseHeader, type H3Event } from 'h3'
import type { World } from '../world/world.ts'
import { checkAuthorize } from './check.ts'
import { readClientId } from './client-cookie.ts'
import { escapeHtml, page } from './html.ts'
import { logOauth, NO_CLIENT, refuse } from './refuse.ts'

const PATH = '/connect/oauth2/consent'

/** The page on which a member agrees that an app reads personal fields (doc 91335). */
export function askForConsent(world: World, event: H3Event, query: URLSearchParams): string {
  logOauth(world, '/connect/oauth2/authorize', 'asks for consent to personal fields')
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  const app = world.scenario.apps.find(({ agentId }) => String(agentId) === query.get('agentid'))
  return page('授权', `<h1>${escapeHtml(app?.name ?? '')} 申请获取你的个人敏感信息</h1>`
    + `<p>头像、性别、手机、邮箱、个人二维码。授权后 30 天内不再询问。</p>`
    + `<ul><li><a href="${PATH}?${escapeHtml(query.toString())}">同意</a></li></ul>`)
}

/** The member has agreed: returns to the authorize page, which now sends a code. */
export function consentConfirm(world: World) {
  return defineEventHandler((event) => {
    const { searchParams } = getRequestURL(event)
    const client = world.clients.find(readClientId(getHeader(event, 'cookie')) ?? '')
    if (!client) return refuse(world, event, PATH, NO_CLIENT)
    const request = checkAuthorize(world, searchParams)
    if ('title' in request) return refuse(world, event, PATH, request)
    world.consents.give(client.userId, request.agentId)
    logOauth(world, PATH, `consent of ${client.userId}`, client.id)
    return sendRedirect(event, `/connect/oauth2/authorize?${searchParams}`)
  })
}
