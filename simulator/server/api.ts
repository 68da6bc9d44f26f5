import { setTimeout as sleep } from 'node:timers/promises'
import { defineEventHandler, getRequestURL, readRawBody, setResponseHeader, setResponseStatus, type H3Event } from 'h3'
import type { World } from '../world/world.ts'
import { endpoints } from './endpoints.ts'
import { judge, type ApiAnswer } from './judge.ts'

const CREDENTIAL_PARAMETERS = ['access_token', 'corpsecret', 'code']

/**
 * The server API (`/cgi-bin/*`): business errors have status 200, an unknown path is a 404 with an empty body, and
 * the token is read from the query alone.
 */
export function serverApi(world: World) {
  return defineEventHandler(async (event) => {
    const url = getRequestURL(event)
    if (!url.pathname.startsWith('/cgi-bin/')) return
    const started = performance.now()
    const bodyText = event.method === 'POST' ? await readRawBody(event, 'utf8') ?? '' : ''
    const log = (errcode: number, verdict: string) => world.log.add({
      channel: 'server',
      path: url.pathname,
      parameters: describeParameters(url.searchParams, bodyText),
      errcode,
      verdict,
      durationMs: Math.round(performance.now() - started),
    })

    const fault = world.faults.takeServerFault(url.pathname)
    await sleep(world.settings.latencyMs + (fault?.delayMs ?? 0))
    if (fault?.hang) {
      log(0, 'fault: never answered')
      return new Promise<void>(resolve => event.node.res.once('close', resolve))
    }
    if (fault?.status !== undefined || fault?.body !== undefined) {
      log(0, `fault: HTTP ${fault.status ?? 200}`)
      setResponseStatus(event, fault.status ?? 200)
      return fault.body ?? ''
    }

    const endpoint = endpoints.get(url.pathname)
    if (!endpoint) {
      log(0, 'refused: no such path')
      setResponseStatus(event, 404)
      return ''
    }
    const callerIp = event.node.req.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
    const answer = judge(world, endpoint, { query: url.searchParams, bodyText, callerIp }, fault?.errcode)
    log(answer.body.errcode, answer.verdict)
    return send(event, answer)
  })
}

function send(event: H3Event, { body }: ApiAnswer): string {
  setResponseHeader(event, 'content-type', 'application/json; charset=UTF-8')
  setResponseHeader(event, 'error-code', body.errcode)
  setResponseHeader(event, 'error-msg', body.errmsg)
  return JSON.stringify(body)
}

function describeParameters(query: URLSearchParams, bodyText: string): string {
  const shown = [...query].map(([name, value]) => `${name}=${CREDENTIAL_PARAMETERS.includes(name) ? '…' : value}`)
  return [...shown, bodyText.slice(0, 500)].filter(Boolean).join(' ')
}
