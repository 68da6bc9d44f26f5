/** Why the client refused a call. */
export type BridgeErrorCode
  = | 'signature_refused'
    | 'domain_not_trusted'
    | 'corp_mismatch'
    | 'agent_unknown'
    | 'no_permission'
    | 'not_supported'
    | 'no_context'
    | 'bridge_refused'

/** The number behind `devtool/query?e=` (doc 90313), more exact than the words before it. */
const BY_DEVTOOL_CODE: Record<string, BridgeErrorCode> = {
  40093: 'signature_refused',
  40013: 'corp_mismatch',
  40056: 'agent_unknown',
  50001: 'domain_not_trusted',
  80001: 'domain_not_trusted',
}

/**
 * Patterns for the text without everything but letters: clients and the SDK differ in blanks, underscores and
 * prefixes. The order matters: phones append "maybe not added to jsApiList" to texts about signatures.
 */
const BY_WORDS: [RegExp, BridgeErrorCode][] = [
  [/invalidsignature/, 'signature_refused'],
  [/invalidurldomain|reliabledomain/, 'domain_not_trusted'],
  [/invalidcorpid/, 'corp_mismatch'],
  [/invalidagentid/, 'agent_unknown'],
  [/nopermission|permissiondenied|accessdenied|offlineverifying/, 'no_permission'],
  [/functionnotexist/, 'not_supported'],
  [/withoutcontext/, 'no_context'],
]

/**
 * @param error what a promise of the SDK was rejected with: a plain object `{ errMsg, err_msg?, … }`, or an Error
 * @returns the client's own words; the raw `err_msg` too where the SDK's version differs from it
 */
export function errMsgOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const { errMsg, err_msg: raw } = (error ?? {}) as { errMsg?: unknown, err_msg?: unknown }
  const texts = [errMsg, raw].filter((text): text is string => typeof text === 'string' && text !== '')
  return [...new Set(texts)].join(' | ')
}

/**
 * errCode is -1 for nearly every native failure, so the text decides.
 *
 * @param errMsg see {@link errMsgOf}
 * @returns why the client refused
 */
export function classifyErrMsg(errMsg: string): BridgeErrorCode {
  const devtoolCode = /[?&]e=(\d+)/.exec(errMsg)?.[1]
  const known = devtoolCode && BY_DEVTOOL_CODE[devtoolCode]
  if (known) return known
  const letters = errMsg.toLowerCase().replace(/[^a-z]/g, '')
  return BY_WORDS.find(([words]) => words.test(letters))?.[1] ?? 'bridge_refused'
}

/** @returns which ticket's signature the client refused, if that is what went wrong */
export function refusedTicketOf(error: unknown): 'corp' | 'agent' | undefined {
  const errMsg = errMsgOf(error)
  if (classifyErrMsg(errMsg) !== 'signature_refused') return undefined
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
