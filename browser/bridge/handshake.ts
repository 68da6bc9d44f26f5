import { ApiError } from '../api/api-error'
import { failureOf, type Failure } from '../failure'
import { announceBridge } from './announce-bridge'
import { classifyErrMsg, errMsgOf, isAborted, refusedTicketOf } from './bridge-error'
import type { BridgeErrorCode } from './client-refusals'
import { JS_API_LIST, type WecomSdk } from './load-sdk'
import { createPatience, type Patience } from './patience'
import { placeOf } from './place'
import type { SignatureSource } from './signature-source'
import type { HandshakeStep, WecomPlace, WecomState } from './state'

/** Dependencies of the handshake. */
export interface HandshakeOptions {
  loadSdk: () => Promise<WecomSdk>
  identity: { corpId: string, agentId: string }
  signatures: SignatureSource
  /** Reports a ticket that the client refused, so that the server uses a new one; never rejects. */
  reportRefusal: (ticket: 'corp' | 'agent') => Promise<void>
  /** Of a client that is at least {@link OLDEST_CLIENT}. */
  userAgent: string
  /** The page's current URL without its fragment. */
  pageUrl: () => string
  /** Gives the page another URL with the same content. */
  renewUrl: () => void
  onStep: (step: HandshakeStep) => void
}

/** What the client answered, or why it did not. */
export type HandshakeOutcome = WecomPlace | Extract<WecomState, { status: 'failed' }>

/** How to ask the client where the page is. */
export interface LocateOptions {
  /** Asks nothing more when the customer is the same as before. Its entry may then be an old one. */
  isBrief?: boolean
  /** Gets the client's answer if it comes after the promise has given up. */
  onLate?: (outcome: HandshakeOutcome) => void
}

/** The handshake of one page with the WeCom client. */
export interface Handshake {
  /** Asks the client where the page is; never rejects. May be called at any time. */
  locate: (options?: LocateOptions) => Promise<HandshakeOutcome>
}

const TIMEOUTS = {
  load: 'sdk_load_failed',
  bridge: 'bridge_timeout',
  config: 'config_timeout',
  context: 'api_timeout',
  contact: 'api_timeout',
  chat: 'api_timeout',
} as const

/** These answers are facts, or asking again at once makes them worse. */
const FINAL: readonly BridgeErrorCode[] = ['no_context', 'not_supported', 'client_busy']

function failureAt(step: HandshakeStep, error: unknown): Failure {
  // Rejected by our own signature callback.
  if (error instanceof ApiError) return error.failure
  const errMsg = errMsgOf(error)
  return failureOf(step === 'load' ? 'sdk_load_failed' : classifyErrMsg(errMsg), { errMsg })
}

/** Bridge, configuration and API have separate time limits, so that each fault has its own code. */
export function createHandshake(options: HandshakeOptions): Handshake {
  let registration: Promise<WecomSdk> | undefined
  let last: WecomPlace | undefined

  async function register(): Promise<WecomSdk> {
    const sdk = await options.loadSdk()
    announceBridge(sdk.onWeixinJSBridgeReady)
    // Both identities always: clients before 3.0.24 run config before agentConfig, newer ones never ask for it.
    sdk.register({
      ...options.identity,
      jsApiList: [...JS_API_LIST],
      getConfigSignature: url => options.signatures.sign('config', url),
      getAgentConfigSignature: url => options.signatures.sign('agentConfig', url),
    })
    return sdk
  }

  async function locateOnce({ begin }: Patience, isBrief: boolean): Promise<WecomPlace> {
    begin('load')
    const sdk = await (registration ??= register())
    begin('bridge')
    await sdk.onWeixinJSBridgeReady
    begin('config')
    await sdk.ensureAgentConfigReady()
    return placeOf({ sdk, begin, last: isBrief ? last : undefined, userAgent: options.userAgent })
  }

  /** If the URL changes during the handshake, the client's answer is about the old URL: the client is asked again. */
  async function locateAtRest(patience: Patience, isBrief: boolean): Promise<WecomPlace> {
    const url = options.pageUrl()
    try {
      return await locateOnce(patience, isBrief)
    }
    catch (error) {
      if (!isAborted(error) && options.pageUrl() === url) throw error
      return await locateOnce(patience, isBrief)
    }
  }

  /** Some refusals pass, on some clients the first one always; a second try has new signatures. */
  async function locateTwice(patience: Patience, isBrief: boolean): Promise<WecomPlace> {
    try {
      return await locateAtRest(patience, isBrief)
    }
    catch (error) {
      const isFinal = isAborted(error) || FINAL.includes(classifyErrMsg(errMsgOf(error)))
      if (isFinal || error instanceof ApiError || patience.step === 'load') throw error
      const refusedTicket = refusedTicketOf(error)
      if (refusedTicket) await options.reportRefusal(refusedTicket)
      // The SDK keeps a configuration that it took for a success, and its signature, until the URL changes.
      options.renewUrl()
      return await locateAtRest(patience, isBrief)
    }
  }

  async function answerOf(patience: Patience, isBrief: boolean): Promise<HandshakeOutcome> {
    try {
      return last = await locateTwice(patience, isBrief)
    }
    catch (error) {
      if (patience.step === 'load') registration = undefined
      return { status: 'failed', step: patience.step, ...failureAt(patience.step, error) }
    }
    finally {
      patience.end()
    }
  }

  return {
    locate({ isBrief = false, onLate } = {}) {
      const patience = createPatience(options.onStep)
      const answer = answerOf(patience, isBrief)
      const givenUp = patience.over.then((step): HandshakeOutcome => {
        patience.end()
        // The SDK has no time-out: what it waits for may still come.
        if (onLate) void answer.then(onLate)
        return { status: 'failed', step, ...failureOf(TIMEOUTS[step]) }
      })
      return Promise.race([answer, givenUp])
    },
  }
}
