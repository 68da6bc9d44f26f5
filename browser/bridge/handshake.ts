import { ApiError } from '../api/api-error'
import { failureOf, type Failure } from '../failure'
import { classifyErrMsg, errMsgOf, isAborted, refusedTicketOf } from './bridge-error'
import { CURRENT_CLIENT, isOlderThan } from './client-version'
import { DeadlineError, withDeadline } from './deadline'
import { JS_API_LIST, type WecomSdk } from './load-sdk'
import { placeOf } from './place'
import type { SignatureSource } from './signature-source'
import type { HandshakeStep, WecomPlace, WecomState } from './state'

/** How long the bridge, the configuration and each API may take, in milliseconds. */
export const STEP_DEADLINE = 5_000

/** Dependencies of the handshake. */
export interface HandshakeOptions {
  loadSdk: () => Promise<WecomSdk>
  identity: { corpId: string, agentId: string }
  signatures: SignatureSource
  /** Reports a ticket that the client refused, so that the server uses a new one; never rejects. */
  reportRefusal: (ticket: 'corp' | 'agent') => Promise<void>
  /** The client's version, at least {@link OLDEST_CLIENT}. */
  version: string
  /** The page's current URL without its fragment. */
  pageUrl: () => string
  onStep: (step: HandshakeStep) => void
}

/** The handshake of one page with the WeCom client. */
export interface Handshake {
  /** Asks the client where the page is; never rejects. May be called at any time. */
  locate: () => Promise<WecomPlace | Extract<WecomState, { status: 'failed' }>>
}

const TIMEOUTS = {
  load: 'sdk_load_failed',
  bridge: 'bridge_timeout',
  config: 'config_timeout',
  context: 'api_timeout',
  contact: 'api_timeout',
  chat: 'api_timeout',
} as const

function failureAt(step: HandshakeStep, error: unknown): Failure {
  if (error instanceof DeadlineError) return failureOf(TIMEOUTS[step])
  // Rejected by our own signature callback.
  if (error instanceof ApiError) return error.failure
  const errMsg = errMsgOf(error)
  return failureOf(step === 'load' ? 'sdk_load_failed' : classifyErrMsg(errMsg), { errMsg })
}

/** Bridge, configuration and API have separate deadlines, so that each fault has its own code. */
export function createHandshake(options: HandshakeOptions): Handshake {
  let registration: Promise<WecomSdk> | undefined
  let step: HandshakeStep = 'load'

  function within<T>(next: HandshakeStep, start: () => Promise<T>): Promise<T> {
    step = next
    options.onStep(next)
    return withDeadline(start(), STEP_DEADLINE)
  }

  async function register(): Promise<WecomSdk> {
    const sdk = await options.loadSdk()
    // Both identities always: clients before 3.0.24 run config before agentConfig, newer ones never ask for it.
    sdk.register({
      ...options.identity,
      jsApiList: JS_API_LIST,
      getConfigSignature: url => options.signatures.sign('config', url),
      getAgentConfigSignature: url => options.signatures.sign('agentConfig', url),
    })
    return sdk
  }

  async function locateOnce(): Promise<WecomPlace> {
    const sdk = await within('load', () => registration ??= register())
    await within('bridge', () => sdk.onWeixinJSBridgeReady)
    const { result } = await within('config', () => sdk.ensureAgentConfigReady())
    return placeOf({
      sdk,
      within,
      checkResult: result.checkResult,
      knowsContext: !isOlderThan(options.version, CURRENT_CLIENT),
    })
  }

  async function locate() {
    const url = options.pageUrl()
    try {
      return await locateOnce()
    }
    catch (error) {
      // If the URL changed during the handshake, the client's answer is about the old URL: ask once more.
      const isMoved = isAborted(error) || options.pageUrl() !== url
      const refusedTicket = refusedTicketOf(error)
      if (!isMoved && !refusedTicket) throw error
      if (!isMoved && refusedTicket) await options.reportRefusal(refusedTicket)
      return await locateOnce()
    }
  }

  return {
    async locate() {
      try {
        return await locate()
      }
      catch (error) {
        if (step === 'load') registration = undefined
        return { status: 'failed', step, ...failureAt(step, error) }
      }
    },
  }
}
