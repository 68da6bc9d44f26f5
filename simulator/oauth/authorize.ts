import { defineEventHandler, getHeader, getRequestURL, sendRedirect } from 'h3'
import type { World } from '../world/world.ts'
import { checkAuthorize, redirectWithCode } from './check.ts'
import { askForConsent } from './consent.ts'
import { readClientId } from './client-cookie.ts'
import { authorizeInWechat } from './wechat/authorize.ts'
import { findWechatApp } from '../world/people.ts'
import { logOauth, NO_CLIENT, refuse } from './refuse.ts'

const PATH = '/connect/oauth2/authorize'
const SCOPES = ['snsapi_base', 'snsapi_privateinfo']

/**
 * OAuth inside WeCom (doc 91022): issues a code at once to the member of the browser's client. Apps of WeChat use the
 * same address.
 */
export function authorizePage(world: World) {
  return defineEventHandler((event) => {
    const { searchParams } = getRequestURL(event)
    if (findWechatApp(world, searchParams.get('appid'))) return authorizeInWechat(world, event)
    const client = world.clients.find(readClientId(getHeader(event, 'cookie')) ?? '')
    if (!client) return refuse(world, event, PATH, NO_CLIENT)
    if (searchParams.get('response_type') !== 'code') {
      return refuse(world, event, PATH, { title: 'response_type参数错误', why: 'response_type must be code' })
    }
    if (!SCOPES.includes(searchParams.get('scope') ?? '')) {
      return refuse(world, event, PATH, { title: 'scope参数错误', why: `scope must be one of ${SCOPES.join(', ')}` })
    }
    const request = checkAuthorize(world, searchParams)
    if ('title' in request) return refuse(world, event, PATH, request)
    const personal = searchParams.get('scope') === 'snsapi_privateinfo'
    const hasConsent = world.consents.has(client.userId, request.agentId)
    if (personal && !hasConsent) return askForConsent(world, event, searchParams)
    const code = world.codes.issue({
      userId: client.userId,
      agentId: request.agentId,
      redirectHost: request.redirectUri.host,
      consented: personal,
    })
    logOauth(world, PATH, `code for ${client.userId}`, client.id)
    return sendRedirect(event, redirectWithCode(request, code))
  })
}
