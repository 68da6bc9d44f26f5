import { setTimeout as sleep } from 'node:timers/promises'
import {
  defineEventHandler, getHeader, getRequestURL, readMultipartFormData, readRawBody,
  setResponseHeader, setResponseStatus, type H3Event,
} from 'h3'
import { hideCredentials, isCredential } from '../world/hide-credentials.ts'
import type { World } from '../world/world.ts'
import type { UploadedFile } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { exclusively } from './exclusive.ts'
import { judge, type ApiAnswer, type ApiCall } from './judge.ts'
import { judgeWechat, wechatEndpoints } from './wechat/judge.ts'

/** More of a body is not kept. */
const LOGGED_CHARACTERS = 4_000

type Judge = (call: ApiCall, forcedErrcode?: number) => ApiAnswer

/**
 * The server APIs of WeCom (`/cgi-bin/*`) and WeChat (`/sns/*`, three of `/cgi-bin/*`). Business errors have status
 * 200, an unknown path is a 404 with an empty body, and the token is read only from the query.
 */
export function serverApi(world: World) {
  return defineEventHandler(async (event) => {
    const url = getRequestURL(event)
    if (!/^\/(?:cgi-bin|sns)\//.test(url.pathname)) return
    const started = performance.now()
    const { bodyText, file } = await readRequestBody(event)
    const log = (errcode: number, verdict: string, answer = '') => world.log.add({
      channel: 'server',
      path: url.pathname,
      method: event.method,
      parameters: describeParameters(url.searchParams),
      body: file ? file.name : hideCredentials(bodyText).slice(0, LOGGED_CHARACTERS),
      answer: hideCredentials(answer).slice(0, LOGGED_CHARACTERS),
      errcode,
      verdict,
      durationMs: Math.round(performance.now() - started),
    })

    const fault = world.faults.takeServerFault(url.pathname)
    const wait = () => sleep(world.settings.latencyMs + (fault?.delayMs ?? 0))
    if (fault?.hang) {
      log(0, 'fault: never answered')
      return new Promise<void>(resolve => event.node.res.once('close', resolve))
    }
    if (fault?.status !== undefined || fault?.body !== undefined) {
      await wait()
      log(0, `fault: HTTP ${fault.status ?? 200}`)
      setResponseStatus(event, fault.status ?? 200)
      return fault.body ?? ''
    }

    const judgePath = judgeOf(world, url.pathname)
    if (!judgePath) {
      await wait()
      log(0, 'refused: no such path')
      setResponseStatus(event, 404)
      return ''
    }
    const callerIp = event.node.req.socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''
    const call: ApiCall = { query: url.searchParams, bodyText, callerIp, ...(file ? { file } : {}) }
    const answer = await exclusively(world, endpoints.get(url.pathname), bodyText, async (isConflict) => {
      await wait()
      return judgePath({ ...call, isConflict }, fault?.errcode)
    })
    log(Number(answer.body.errcode ?? 0), answer.verdict, answer.file?.name ?? JSON.stringify(answer.body))
    return send(event, answer)
  })
}

async function readRequestBody(event: H3Event): Promise<{ bodyText: string, file?: UploadedFile }> {
  if (event.method !== 'POST') return { bodyText: '' }
  if (!getHeader(event, 'content-type')?.startsWith('multipart/form-data')) {
    return { bodyText: await readRawBody(event, 'utf8') ?? '' }
  }
  const part = (await readMultipartFormData(event))?.find(({ filename }) => filename !== undefined)
  if (!part) return { bodyText: '' }
  return { bodyText: '', file: { field: part.name ?? '', name: part.filename ?? '', content: part.data } }
}

function judgeOf(world: World, path: string): Judge | undefined {
  const endpoint = endpoints.get(path)
  if (endpoint) return (call, forced) => judge(world, endpoint, call, forced)
  const wechat = wechatEndpoints.get(path)
  return wechat && ((call, forced) => judgeWechat(world, wechat, call, forced))
}

function send(event: H3Event, { body, file }: ApiAnswer): string | Buffer {
  if (file) {
    setResponseHeader(event, 'content-type', file.contentType)
    setResponseHeader(event, 'content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    return file.content
  }
  setResponseHeader(event, 'content-type', 'application/json; charset=UTF-8')
  if (typeof body.errcode === 'number') {
    setResponseHeader(event, 'error-code', body.errcode)
    setResponseHeader(event, 'error-msg', String(body.errmsg))
  }
  return JSON.stringify(body)
}

function describeParameters(query: URLSearchParams): string {
  return [...query].map(([name, value]) => `${name}=${isCredential(name) ? '…' : value}`).join('&')
}
