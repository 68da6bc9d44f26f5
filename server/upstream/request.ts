import * as v from 'valibot'
import { networkFailureOf } from '../errors/network-failure.ts'
import type { ClockSkew } from './clock-skew.ts'
import { readErrmsg, textsIn } from './errmsg.ts'
import { multipartOf } from './multipart.ts'
import type { UploadedFile } from './multipart.ts'
import type { Fetch } from './transport.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from './upstream-error.ts'
import type { UnavailableReason, Upstream } from './upstream-error.ts'

/** Whole call: connection, headers and body, milliseconds. */
const TOTAL_TIMEOUT_MS = 3_000
/** The same for a call that carries a file: 20 MB at 3 Mbit/s. */
const FILE_TIMEOUT_MS = 60_000
/** A full page of batch/get_by_user is about 200 kB. */
const MAX_BODY_BYTES = 4 * 1024 * 1024

/** One call of an upstream API. */
export interface UpstreamCall<Schema extends v.GenericSchema> {
  /** Path below the API's root. */
  endpoint: string
  /** What a success must look like; anything else is `bad_body`. */
  schema: Schema
  query?: Record<string, string | number | undefined>
  /** Sent as JSON by POST; without it the call is a GET. */
  body?: Record<string, unknown>
  /** Sent as a form by POST, in place of a body. No person waits for such a call: it has a minute. */
  file?: UploadedFile
  /** Milliseconds, for a caller that has less than the usual 3 s. */
  timeoutMs?: number
}

/** @throws {UpstreamRefusedError | UpstreamUnavailableError} */
export type Request = <Schema extends v.GenericSchema>(call: UpstreamCall<Schema>) => Promise<v.InferOutput<Schema>>

export interface RequestOptions {
  upstream: Upstream
  /** The URL before the endpoint, such as https://qyapi.weixin.qq.com/cgi-bin */
  apiRoot: string
  fetch: Fetch
  /** Receives the Date header of every answer. */
  clockSkew: ClockSkew
}

const failure = v.object({
  errcode: v.pipe(v.number(), v.integer(), v.notValue(0)),
  errmsg: v.optional(v.string(), ''),
})

/**
 * Calls an API by the rules of WeCom and WeChat: the HTTP status is 200 even for errors; a call has failed when
 * `errcode` is present and not 0 (doc 90664); the token is in the query, therefore no error may contain the URL.
 */
export function createRequest({ upstream, apiRoot, fetch, clockSkew }: RequestOptions): Request {
  async function exchange(endpoint: string, url: string, init: ReturnType<typeof initOf>, signal: AbortSignal) {
    try {
      // A redirect would carry the token to another host.
      const response = await fetch(url, { ...init, redirect: 'manual', signal })
      clockSkew.observe(response.headers.get('date'))
      if (response.status !== 200) throw unavailable(endpoint, response.status >= 500 ? 'server_error' : 'http_status')
      return await readText(endpoint, response.body)
    }
    catch (error) {
      if (error instanceof UpstreamUnavailableError) throw error
      throw unavailable(endpoint, ...unreachable(error, signal))
    }
  }

  async function readText(endpoint: string, body: AsyncIterable<Uint8Array> | null): Promise<string> {
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of body ?? []) {
      size += chunk.byteLength
      if (size > MAX_BODY_BYTES) throw unavailable(endpoint, 'too_large')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }

  const unavailable = (endpoint: string, reason: UnavailableReason, code?: string) =>
    new UpstreamUnavailableError(upstream, endpoint, reason, code)

  return async function request({ endpoint, schema, query = {}, body, file, timeoutMs = Infinity }) {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) search.set(name, String(value))
    }
    const limit = timeLimit(file ? FILE_TIMEOUT_MS : wholeMs(timeoutMs))
    const url = `${apiRoot}/${endpoint}?${search}`
    const answer = parseJson(await exchange(endpoint, url, initOf(body, file), limit.signal).finally(limit.lift))

    const failed = v.safeParse(failure, answer)
    if (failed.success) {
      const { errcode, errmsg } = failed.output
      const sent = textsIn([query, body, file?.name])
      throw new UpstreamRefusedError(upstream, endpoint, errcode, readErrmsg(errmsg, sent))
    }
    const parsed = v.safeParse(schema, answer)
    if (!parsed.success) throw unavailable(endpoint, 'bad_body')
    return parsed.output
  }
}

function initOf(body: object | undefined, file: UploadedFile | undefined) {
  if (!body && !file) return { method: 'GET' as const }
  const { body: sent, type } = file ? multipartOf(file) : { body: JSON.stringify(body), type: 'application/json' }
  return { method: 'POST' as const, body: sent, headers: { 'content-type': type } }
}

/** A timer takes whole milliseconds, but the rest of a time budget can be a fraction, or negative. */
function wholeMs(timeoutMs: number): number {
  return Math.max(1, Math.ceil(Math.min(timeoutMs, TOTAL_TIMEOUT_MS)))
}

/**
 * Not AbortSignal.timeout: after a stall of this process it fires before an answer that has arrived is read, and the
 * stall looks like an outage. Sockets are read between a timer and an immediate.
 */
function timeLimit(ms: number) {
  const limit = new AbortController()
  const timer = setTimeout(() => setImmediate(() => limit.abort()), ms).unref()
  return { signal: limit.signal, lift: () => clearTimeout(timer) }
}

/** The original error may quote the URL with its secret: only its code is kept. */
function unreachable(error: unknown, signal: AbortSignal): [reason: UnavailableReason, code?: string] {
  const failed = networkFailureOf(error)
  // ETIMEDOUT, UND_ERR_CONNECT_TIMEOUT …
  if (signal.aborted || /TIMED?_?OUT/.test(failed?.code ?? '')) return ['timeout', failed?.code]
  return [failed?.isCertificate ? 'certificate' : 'connection', failed?.code]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    return undefined // no schema accepts it: the caller answers bad_body
  }
}
