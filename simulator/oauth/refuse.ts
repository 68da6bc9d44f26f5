import { setResponseHeader, type H3Event } from 'h3'
import type { World } from '../world/world.ts'
import type { AuthorizeRefusal } from './check.ts'
import { errorPage } from './html.ts'

/** The browser has no cookie of a simulated client. */
export const NO_CLIENT: AuthorizeRefusal = {
  title: '请在企业微信客户端打开链接',
  why: 'this browser is not a simulated client',
}

/** The page that WeCom shows instead of redirecting. The request log gets the reason. */
export function refuse(world: World, event: H3Event, path: string, { title, why }: AuthorizeRefusal): string {
  logOauth(world, path, `refused: ${why}`)
  setResponseHeader(event, 'content-type', 'text/html; charset=utf-8')
  return errorPage(title, why)
}

/** Adds a step of a sign-in to the request log. */
export function logOauth(world: World, path: string, verdict: string, clientId?: string): void {
  const client = clientId === undefined ? {} : { clientId }
  world.log.add({ channel: 'oauth', path, parameters: '', errcode: 0, verdict, durationMs: 0, ...client })
}
