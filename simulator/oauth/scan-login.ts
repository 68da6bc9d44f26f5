import { defineEventHandler, getRequestURL, sendRedirect, setResponseHeader } from 'h3'
import { findMember } from '../world/people.ts'
import type { World } from '../world/world.ts'
import { checkAuthorize, redirectWithCode } from './check.ts'
import { escapeHtml, page } from './html.ts'
import { logOauth, refuse } from './refuse.ts'

const PATH = '/wwlogin/sso/login'
const CONFIRM_PATH = '/wwlogin/sso/confirm'

/** Scan login in an ordinary browser (doc 98152). Choosing a member replaces the scan with the member's phone. */
export function scanLoginPage(world: World) {
  return defineEventHandler((event) => {
    const { searchParams } = getRequestURL(event)
    if (searchParams.get('login_type') !== 'CorpApp') {
      return refuse(world, event, PATH, { title: 'login_type参数错误', why: 'login_type must be CorpApp' })
    }
    const request = checkAuthorize(world, searchParams)
    if ('title' in request) return refuse(world, event, PATH, request)
    logOauth(world, PATH, 'ok')
    const choices = world.scenario.members.filter(member => !member.background).map((member) => {
      const confirm = new URLSearchParams(searchParams)
      confirm.set('userid', member.userId)
      return `<li><a href="${CONFIRM_PATH}?${escapeHtml(confirm.toString())}">${escapeHtml(member.name)}`
        + `<small>${escapeHtml(member.position ?? '')}</small></a></li>`
    })
    setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
    return page('企业微信登录', `<h1>企业微信扫码登录</h1><p>选择一位成员，相当于用该成员的手机扫码确认。</p><ul>${choices.join('')}</ul>`)
  })
}

/** The member has confirmed on the phone: returns to the app with a code. */
export function scanLoginConfirm(world: World) {
  return defineEventHandler((event) => {
    const { searchParams } = getRequestURL(event)
    const request = checkAuthorize(world, searchParams)
    if ('title' in request) return refuse(world, event, CONFIRM_PATH, request)
    const member = findMember(world, searchParams.get('userid') ?? '')
    if (!member) return refuse(world, event, CONFIRM_PATH, { title: '成员不存在', why: 'no such userid' })
    logOauth(world, CONFIRM_PATH, `code for ${member.userId}`)
    const { agentId, redirectUri } = request
    const code = world.codes.issue({ userId: member.userId, agentId, redirectHost: redirectUri.host })
    return sendRedirect(event, redirectWithCode(request, code))
  })
}
