import { defineEventHandler, getRequestURL, setResponseHeader, type H3Event } from 'h3'
import type { World } from '../../world/world.ts'
import { escapeHtml, page } from '../html.ts'
import { logOauth, refuse } from '../refuse.ts'
import { askPerson, giveCode, giveNoCode } from './answer.ts'
import { checkWechatAuthorize, type WechatAuthorizeRequest } from './check.ts'

const PATH = '/connect/qrconnect'
/** Our own name: on the person's phone there is no page. */
const CONFIRM_PATH = '/connect/qrconnect/confirm'

/** The QR code on a website. Choosing a person replaces the scan with the person's phone. */
export function qrConnectPage(world: World) {
  return defineEventHandler(event => withRequest(world, event, PATH, ({ app }, query) => {
    logOauth(world, PATH, 'ok')
    const choices = world.scenario.customers.filter(({ type }) => type === 1).map(({ externalUserId, name }) => {
      const confirm = new URLSearchParams([...query, ['person', externalUserId]])
      return `<li><a href="${CONFIRM_PATH}?${escapeHtml(confirm.toString())}">${escapeHtml(name)}</a></li>`
    })
    setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
    return page('微信登录', `<h1>使用微信扫一扫登录「${escapeHtml(app.name)}」</h1>`
      + `<p>选择一位微信用户，相当于用其手机扫码。</p><ul>${choices.join('')}</ul>`)
  }))
}

/** The question on the person's phone, and the answer. */
export function qrConnectConfirm(world: World) {
  return defineEventHandler(event => withRequest(world, event, CONFIRM_PATH, (request, query) => {
    const personId = query.get('person')
    if (!personId) return refuse(world, event, CONFIRM_PATH, { title: '未扫码', why: 'person is missing' })
    switch (query.get('answer')) {
      case 'allow': return giveCode(world, event, request, { personId, isSnapshot: false })
      case 'refuse': return giveNoCode(world, event, request)
      default: return askPerson(world, event, request, { personId, path: CONFIRM_PATH })
    }
  }))
}

function withRequest<T>(
  world: World, event: H3Event, path: string, work: (request: WechatAuthorizeRequest, query: URLSearchParams) => T,
): T | string {
  const { searchParams } = getRequestURL(event)
  const request = checkWechatAuthorize(world, searchParams, 'website')
  return 'title' in request ? refuse(world, event, path, request) : work(request, searchParams)
}
