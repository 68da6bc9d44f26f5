import { errcodeEntry } from './errcodes.ts'
import type { ErrcodeClass } from './errcodes.ts'

/** WeCom answered with an errcode other than 0. Carries no URL, token or upstream text: `errmsg` may quote parameters. */
export class WecomApiError extends Error {
  /** Path below /cgi-bin/, such as `externalcontact/get`. */
  readonly endpoint: string
  readonly errcode: number
  /** Our address as WeCom saw it, when its message told: an admin needs it to mend 60020. */
  readonly callerIp?: string

  constructor(endpoint: string, errcode: number, callerIp?: string) {
    super(`${endpoint} answered errcode ${errcode}`)
    this.name = 'WecomApiError'
    this.endpoint = endpoint
    this.errcode = errcode
    this.callerIp = callerIp
  }

  /** What kind of trouble it is; decides on retry, on the status of our answer and on the advice. */
  get errcodeClass(): ErrcodeClass {
    return errcodeEntry(this.errcode).class
  }
}

/** Why no usable answer came. `dead_value`: it keeps handing out a credential that it refuses itself. */
export type UnavailableReason = 'timeout' | 'connection' | 'server_error' | 'http_status' | 'bad_body' | 'too_large' | 'dead_value'

/** WeCom could not be reached, or what came back is not an answer of its API. */
export class WecomUnavailableError extends Error {
  readonly endpoint: string
  readonly reason: UnavailableReason

  constructor(endpoint: string, reason: UnavailableReason) {
    super(`${endpoint} is unavailable: ${reason}`)
    this.name = 'WecomUnavailableError'
    this.endpoint = endpoint
    this.reason = reason
  }
}
