import type { ErrorCode } from '#shared/errors.ts'
import { AppError } from '../errors/app-error.ts'
import type { Advice, AppErrorDetails } from '../errors/app-error.ts'
import type { Said } from './errmsg.ts'

/** What an errcode of either API means for us. `bug`: our request was wrong. `unknown`: see `codes` below. */
export type ErrcodeClass
  = | 'token_dead' | 'busy' | 'crowded' | 'throttled' | 'config' | 'no_relation' | 'no_member' | 'bad_code'
    | 'used_code' | 'blocked_user' | 'unknown_open_id' | 'bad_cursor' | 'dead_ticket' | 'bug' | 'unknown'

/** What is known about an errcode. */
export interface ErrcodeEntry {
  class: ErrcodeClass
  /** What the admin does about it, with the place in the console. */
  fix?: Advice
  /** The set-up itself is refused, not one member or customer: the same endpoint would refuse any other call too. */
  concernsEveryCall?: boolean
  /** Corp and secret do not match. The API blocks the address of a server that repeats such a call. */
  isWrongSecret?: boolean
}

/** An API of Tencent: what its failures mean, and how we answer them. */
export interface Upstream {
  name: 'wecom' | 'wechat'
  /** Never throws: an errcode that we do not know has the class `unknown`. */
  entryOf(errcode: number, endpoint: string): ErrcodeEntry
  /** The codes of our answers by class. An answer of every other class is a refusal: the API works. */
  codes: Partial<Record<ErrcodeClass, ErrorCode>>
  refused: ErrorCode
  unavailable: ErrorCode
  /** What else our answer says, such as advice for admins. */
  detailsOf(entry: ErrcodeEntry, refusal: Refusal): AppErrorDetails
}

/** What the API refused, and what it said. */
export interface Refusal {
  endpoint: string
  errcode: number
  said: Said
}

/** The API answered with an errcode other than 0. Holds no URL or token, and of `errmsg` only what is harmless. */
export class UpstreamRefusedError extends AppError {
  /** Path below the API's root, such as `externalcontact/get`. */
  readonly endpoint: string
  readonly errcode: number
  readonly said: Said
  private readonly upstream: Upstream
  private readonly entry: ErrcodeEntry

  /** @param pausedMs see {@link pausedFor} */
  constructor(upstream: Upstream, endpoint: string, errcode: number, said: Said = {}, pausedMs?: number) {
    const entry = upstream.entryOf(errcode, endpoint)
    const details = upstream.detailsOf(entry, { endpoint, errcode, said })
    const pause = pausedMs === undefined ? {} : { retryAfterSeconds: Math.ceil(pausedMs / 1_000) }
    super(upstream.codes[entry.class] ?? upstream.refused, { ...details, ...pause })
    this.name = 'UpstreamRefusedError'
    this.message = `${upstream.name}: ${endpoint} answered errcode ${errcode}`
      + (said.text ? `: ${said.text}` : '') + (said.hint ? ` (hint ${said.hint})` : '')
    this.endpoint = endpoint
    this.errcode = errcode
    this.said = said
    this.upstream = upstream
    this.entry = entry
  }

  /**
   * The same refusal for callers who get it from memory.
   *
   * @param ms until the API is asked again, milliseconds
   */
  pausedFor(ms: number): UpstreamRefusedError {
    return new UpstreamRefusedError(this.upstream, this.endpoint, this.errcode, this.said, ms)
  }

  get errcodeClass(): ErrcodeClass {
    return this.entry.class
  }

  /** Whether the same endpoint would refuse any other call too. */
  get concernsEveryCall(): boolean {
    return this.entry.concernsEveryCall ?? false
  }

  get isWrongSecret(): boolean {
    return this.entry.isWrongSecret ?? false
  }

  /** Whether a member named in the call is refused, while calls about other members may succeed. */
  get concernsMember(): boolean {
    const { errcodeClass } = this
    return errcodeClass === 'no_member' || errcodeClass === 'no_relation'
      || (errcodeClass === 'config' && !this.concernsEveryCall)
  }

  /** Whether it is not known what the refusal is about: a member in the call, the call itself, or all of them. */
  get isUnexplained(): boolean {
    return this.errcodeClass === 'unknown' || this.errcodeClass === 'bug'
  }
}

/**
 * Why there is no usable answer. `certificate`: another server may answer in its place; `dead_value`: the API keeps
 * returning a credential that it then refuses.
 */
export type UnavailableReason
  = | 'timeout' | 'connection' | 'certificate' | 'server_error' | 'http_status' | 'bad_body' | 'too_large'
    | 'dead_value'

/** Invalid access_token (doc 90313). */
const DEAD_TOKEN = 40014

/** The API could not be reached, or did not send a valid answer. */
export class UpstreamUnavailableError extends AppError {
  readonly endpoint: string
  readonly reason: UnavailableReason

  /** @param code of the network, such as ECONNRESET; for the log */
  constructor(upstream: Upstream, endpoint: string, reason: UnavailableReason, code?: string) {
    const advice = reason === 'dead_value'
      ? upstream.detailsOf(upstream.entryOf(DEAD_TOKEN, endpoint), { endpoint, errcode: DEAD_TOKEN, said: {} }).advice
      : undefined
    super(upstream.unavailable, { timedOut: reason === 'timeout', advice })
    this.name = 'UpstreamUnavailableError'
    this.message = `${upstream.name}: ${endpoint} is unavailable: ${code ? `${reason} (${code})` : reason}`
    this.endpoint = endpoint
    this.reason = reason
  }
}

/** @returns whether a caught value is a refusal of this class */
export function isRefusal(error: unknown, errcodeClass: ErrcodeClass): error is UpstreamRefusedError {
  return error instanceof UpstreamRefusedError && error.errcodeClass === errcodeClass
}

/** The call was not made: this app has used its share of what the upstream allows the whole company. */
export class CeilingReachedError extends AppError {
  readonly endpoint: string

  constructor(upstream: Upstream, endpoint: string, retryAfterMs: number) {
    super(upstream.codes.throttled ?? upstream.unavailable, { retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) })
    this.name = 'CeilingReachedError'
    this.message = `${upstream.name}: ${endpoint} was not called: this app has used its share (wecomCalls)`
    this.endpoint = endpoint
  }
}

/** @returns whether the upstream, or our own ceiling below its limit, stops all calls for a while */
export function isThrottled(error: unknown): boolean {
  return isRefusal(error, 'throttled') || error instanceof CeilingReachedError
}
