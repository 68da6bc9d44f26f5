import * as v from 'valibot'
import type { ClockSkew } from './clock-skew.ts'
import { WecomApiError, WecomUnavailableError } from './errors.ts'
import type { UnavailableReason } from './errors.ts'
import type { Fetch } from './transport.ts'

/** Whole call: connection, headers and body, milliseconds. */
const TOTAL_TIMEOUT_MS = 3_000
/** A full page of batch/get_by_user is about 200 kB. */
const MAX_BODY_BYTES = 4 * 1024 * 1024

/** One call to WeCom's server API. */
export interface WecomRequest<Schema extends v.GenericSchema> {
  /** Path below the API's root. */
  endpoint: string
  /** What a success must look like; anything else is `bad_body`. */
  schema: Schema
  query?: Record<string, string | number | undefined>
  /** Sent as JSON by POST; without it the call is a GET. */
  body?: Record<string, unknown>
  /** Less than the usual 3 s when the caller has less. */
  timeoutMs?: number
}

/** @throws {WecomApiError | WecomUnavailableError} */
export type Request = <Schema extends v.GenericSchema>(request: WecomRequest<Schema>) => Promise<v.InferOutput<Schema>>

const failure = v.object({ errcode: v.pipe(v.number(), v.integer(), v.notValue(0)), errmsg: v.optional(v.string(), '') })

/**
 * Calls the API by its wire rules: HTTP is 200 even for errors, a call failed exactly when `errcode` is present and not 0
 * (doc 90664), and the token travels in the query only, which is why no URL may ever get into an error.
 *
 * @param apiRoot what the endpoints are below, such as https://qyapi.weixin.qq.com/cgi-bin
 * @param clockSkew told about every answer
 */
export function createRequest(apiRoot: string, fetch: Fetch, clockSkew: ClockSkew): Request {
  return async function request({ endpoint, schema, query = {}, body, timeoutMs = TOTAL_TIMEOUT_MS }) {
    const parameters = Object.entries(query).filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    const search = new URLSearchParams(parameters.map(([name, value]) => [name, String(value)]))
    const text = await exchange({ endpoint, fetch, clockSkew }, `${apiRoot}/${endpoint}?${search}`, body, AbortSignal.timeout(wholeMs(timeoutMs)))

    const answer = parseJson(text)
    const failed = v.safeParse(failure, answer)
    if (failed.success) throw new WecomApiError(endpoint, failed.output.errcode, callerIpIn(failed.output.errmsg))
    const parsed = v.safeParse(schema, answer)
    if (!parsed.success) throw new WecomUnavailableError(endpoint, 'bad_body')
    return parsed.output
  }
}

/** The one part of WeCom's message that is kept. */
function callerIpIn(errmsg: string): string | undefined {
  return /from ip: ([0-9a-fA-F.:]{2,45})/.exec(errmsg)?.[1]
}

/** What a timer takes: what is left of a budget is a fraction, and may be less than nothing. */
function wholeMs(timeoutMs: number): number {
  return Math.max(1, Math.ceil(Math.min(timeoutMs, TOTAL_TIMEOUT_MS)))
}

/** Who calls, and with what. */
interface Caller {
  endpoint: string
  fetch: Fetch
  clockSkew: ClockSkew
}

async function exchange({ endpoint, fetch, clockSkew }: Caller, url: string, body: WecomRequest<v.GenericSchema>['body'], signal: AbortSignal): Promise<string> {
  const init = body
    ? { method: 'POST' as const, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    : { method: 'GET' as const }
  try {
    // A redirect would carry the token to wherever it points.
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    clockSkew.observe(response.headers.get('date'))
    if (response.status !== 200) throw new WecomUnavailableError(endpoint, response.status >= 500 ? 'server_error' : 'http_status')
    return await readText(endpoint, response.body)
  }
  catch (error) {
    if (error instanceof WecomUnavailableError) throw error
    // The original error may quote the URL with its secret: nothing of it is kept.
    throw new WecomUnavailableError(endpoint, reasonOf(error, signal))
  }
}

function reasonOf(error: unknown, signal: AbortSignal): UnavailableReason {
  const cause = error instanceof Error ? error.cause : undefined
  const connectTimeout = cause instanceof Error && 'code' in cause && cause.code === 'UND_ERR_CONNECT_TIMEOUT'
  return signal.aborted || connectTimeout ? 'timeout' : 'connection'
}

async function readText(endpoint: string, body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) throw new WecomUnavailableError(endpoint, 'too_large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  }
  catch {
    return undefined // no schema accepts it: the caller answers bad_body
  }
}
