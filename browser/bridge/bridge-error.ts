import { CLIENT_REFUSALS, type BridgeErrorCode } from './client-refusals'

/** Texts of a success; a client that answers without any text has also succeeded. */
const OK = /^(?:[^:]*:)?\s*(?:ok|yes|confirm|success)?\s*$/i

/** @returns every text of a native answer; clients differ in which of the fields they fill */
function textsOf(answer: unknown): string[] {
  const { errMsg, err_msg: raw, errmsg: inner, errcode } = (answer ?? {}) as Record<string, unknown>
  const number = Number(errcode) ? `errcode=${errcode}` : ''
  return [...new Set([errMsg, raw, inner, number])]
    .filter((text): text is string => typeof text === 'string' && text !== '')
}

/**
 * The SDK looks at `errMsg` alone. Some clients say "ok" there and refuse in `errmsg` or by a number.
 *
 * @param answer of a call that the SDK considers successful
 * @returns the same answer
 * @throws the answer itself if any part of it refuses
 */
export function accepted<T>(answer: T): T {
  if (textsOf(answer).some(text => !OK.test(text))) throw answer
  return answer
}

/**
 * @param error what a promise of the SDK was rejected with: a plain object `{ errMsg, err_msg?, … }`, or an Error
 * @returns the client's own words; all of them where its texts differ
 */
export function errMsgOf(error: unknown): string {
  return error instanceof Error ? error.message : textsOf(error).join(' | ')
}

/**
 * errCode is -1 for nearly every native failure, so the text decides. The number in it is more exact than its words.
 *
 * @param errMsg see {@link errMsgOf}
 * @returns why the client refused
 */
export function classifyErrMsg(errMsg: string): BridgeErrorCode {
  const number = /\b(?:e|errcode)\s*[=:]\s*(-?\d+)/i.exec(errMsg)?.[1]
  const letters = errMsg.toLowerCase().replace(/[^a-z]/g, '')
  const known = CLIENT_REFUSALS.find(({ numbers }) => number && numbers.includes(Number(number)))
    ?? CLIENT_REFUSALS.find(({ words }) => words?.test(letters))
  return known?.code ?? 'bridge_refused'
}

/** @returns which ticket the client refused, or the signature made with it, if that is what went wrong */
export function refusedTicketOf(error: unknown): 'corp' | 'agent' | undefined {
  const errMsg = errMsgOf(error)
  if (!['signature_refused', 'ticket_unavailable'].includes(classifyErrMsg(errMsg))) return undefined
  return /^(config|preVerifyJSAPI|wx\.config):/.test(errMsg) ? 'corp' : 'agent'
}

/** @returns whether the member has declined what the client asked (doc 90514: `xxx:cancel`) */
export function isCancelled(error: unknown): boolean {
  return /cancel\W*$/i.test(errMsgOf(error))
}

/** @returns whether the SDK gave up because the page's URL changed while a signature or agentConfig was in flight */
export function isAborted(error: unknown): boolean {
  return error instanceof Error && error.message === 'SDK Error: Aborted'
}

/**
 * `register()` starts the configuration and drops its promise, so each failure surfaces once more as an unhandled
 * rejection although the caller has dealt with it.
 *
 * @param reason of an `unhandledrejection` event
 * @returns whether it has one of the shapes that only the SDK's configuration produces
 */
export function isLeakedBySdk(reason: unknown): boolean {
  if (reason instanceof Error) return reason.message.startsWith('SDK Error:')
  return /^(agentConfig|config|preVerifyJSAPI|wx\.config):/.test(errMsgOf(reason))
}
