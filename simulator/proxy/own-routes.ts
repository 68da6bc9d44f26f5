import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { cookiePairs, withoutClientCookie } from '../oauth/client-cookie.ts'
import type { Client } from '../world/clients.ts'
import type { World } from '../world/world.ts'
import { avatarSvg } from './avatar.ts'
import { injectScript } from './inject-script.ts'
import { nativeCall } from './native-call.ts'

/** What the proxy's own routes need. */
export interface OwnRoute {
  world: World
  client: Client | undefined
  shellOrigin: string
}

/** Answers `/__wecom/*`: the client's script, its calls, drawn avatars, sign-out. The app never sees these paths. */
export async function ownRoute(request: IncomingMessage, response: ServerResponse, route: OwnRoute): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const { world, client } = route
  response.setHeader('cache-control', 'no-store')
  allowLocalPages(request, response)
  if (pathname === '/__wecom/inject.js') {
    return answer(response, 200, 'text/javascript', injectScript(world, client, route.shellOrigin))
  }
  if (pathname === '/__wecom/invoke' && request.method === 'POST') return callNative(request, response, route)
  if (pathname === '/__wecom/sign-out' && request.method === 'POST') return signOut(request, response)
  const seed = /^\/__wecom\/avatar\/(.+)\.svg$/.exec(pathname)?.[1]
  if (seed !== undefined) return answer(response, 200, 'image/svg+xml', avatarSvg(world, seed))
  answer(response, 404, 'text/plain', '')
}

async function callNative(request: IncomingMessage, response: ServerResponse, route: OwnRoute): Promise<void> {
  const { world, client } = route
  if (!client) return answer(response, 403, 'text/plain', 'This browser is not a simulated client.')
  const result = await nativeCall(world, client, await text(request))
  if (result === undefined) answer(response, 204, 'text/plain', '')
  else answer(response, 200, 'application/json', JSON.stringify(result))
}

/** A page that loads the client by its own script tag calls from another port of this machine. */
function allowLocalPages(request: IncomingMessage, response: ServerResponse): void {
  const { origin = '' } = request.headers
  if (!/^https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?$/.test(origin)) return
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-allow-credentials', 'true')
  response.setHeader('vary', 'origin')
}

/** Before another member uses the same browser profile, all cookies of the app are removed. */
function signOut(request: IncomingMessage, response: ServerResponse): void {
  const names = cookiePairs(withoutClientCookie(request.headers.cookie ?? '')).map(([name]) => name)
  response.setHeader('set-cookie', names.map(name => `${name}=; Path=/; Max-Age=0`))
  answer(response, 204, 'text/plain', '')
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` })
  response.end(body)
}
