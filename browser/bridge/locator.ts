import type { PageContext } from '#shared/types/page.ts'
import { CURRENT_CLIENT, isOlderThan, OLDEST_CLIENT, wecomVersionOf } from '#shared/utils/client-version.ts'
import { pageUrlOf } from '#shared/utils/page-url.ts'
import type { Api } from '../api/api'
import type { Failure } from '../failure'
import { isLeakedBySdk } from './bridge-error'
import { createHandshake, type HandshakeOutcome } from './handshake'
import type { WecomSdk } from './load-sdk'
import { createSignatureSource } from './signature-source'
import type { WecomState } from './state'

/** The parameter that makes a URL new. */
const RENEWED = 'renewed'

/** How long a chat stays on the screen while the client is asked again, in milliseconds: another may be open. */
const DOUBT = 1_000

/** The calls of our server that a handshake needs. */
export type SignatureApi = Pick<Api, 'signatures' | 'reportRefusal'>

export interface LocatorOptions {
  page: PageContext
  userAgent: string
  api: SignatureApi
  loadSdk: () => Promise<WecomSdk>
}

/** Where the page is in WeCom, as far as the client has said. One per page; it works without Vue. */
export interface Locator {
  readonly state: WecomState
  /** Why the last question had no answer although the page shows where it was: the client limits calls. */
  readonly busy: Failure | undefined
  /** Calls the listener after each change, in place of an earlier listener. */
  follow: (listener: () => void) => void
  /** From now on asks our server by these calls. */
  askBy: (api: SignatureApi) => void
  /**
   * Asks the client. The newest answer wins.
   *
   * @param isBrief asks nothing more when the customer is the same as before
   * @returns the client's answer to this call
   */
  locate: (isBrief?: boolean) => Promise<WecomState>
  /** Shows that it is starting, and asks the client again. */
  retry: () => Promise<void>
  close: () => void
}

/** @returns a locator that has not asked yet; it never does outside WeCom or in a client that is too old */
export function createLocator({ page, userAgent, api, loadSdk }: LocatorOptions): Locator {
  let state = firstStateOf(userAgent)
  let busy: Failure | undefined
  let calls = api
  let latest = 0
  let listener = () => {}
  const canAsk = state.status === 'starting'
  const signatures = createSignatureSource(page.signatures, url => calls.signatures(url))
  const handshake = createHandshake({
    loadSdk,
    identity: { corpId: page.corpId, agentId: page.agentId },
    signatures,
    // The next signature decides, even if this report fails.
    reportRefusal: ticket => calls.reportRefusal(ticket).catch(() => {}),
    userAgent,
    pageUrl: () => pageUrlOf(location.href),
    renewUrl,
    onStep(step) {
      if (state.status === 'starting') become({ status: 'starting', step })
    },
  })

  function become(next: WecomState): void {
    state = next
    performance.mark(`wecom:${next.status === 'starting' ? next.step : next.status}`)
    listener()
  }

  /** @param before what the page showed when the client was asked */
  function accept(outcome: HandshakeOutcome, before: WecomState): void {
    busy = outcome.status === 'failed' && outcome.code === 'client_busy' && isChat(before) ? outcome : undefined
    const next = busy ? before : outcome
    if (next.status === 'failed' || !isSame(next, state)) become(next)
    else listener()
  }

  async function locate(isBrief = false): Promise<WecomState> {
    if (!canAsk) return state
    const attempt = ++latest
    const before = state
    const acceptNewest = (outcome: HandshakeOutcome) => void (attempt === latest && accept(outcome, before))
    const doubt = setTimeout(() => {
      if (attempt === latest && isChat(state)) become({ status: 'starting', step: 'context' })
    }, DOUBT)
    const outcome = await handshake.locate({ isBrief, onLate: acceptNewest })
    clearTimeout(doubt)
    acceptNewest(outcome)
    return outcome
  }

  function silence(event: PromiseRejectionEvent): void {
    if (isLeakedBySdk(event.reason) || signatures.hasRejectedWith(event.reason)) event.preventDefault()
  }
  if (canAsk) window.addEventListener('unhandledrejection', silence)

  return {
    get state() {
      return state
    },
    get busy() {
      return busy
    },
    follow: next => void (listener = next),
    askBy: next => void (calls = next),
    locate,
    async retry() {
      if (canAsk) become({ status: 'starting', step: 'load' })
      await locate()
    },
    close: () => window.removeEventListener('unhandledrejection', silence),
  }
}

/** @returns what the user agent alone tells */
export function firstStateOf(userAgent: string): WecomState {
  const version = wecomVersionOf(userAgent)
  if (!version) return { status: 'outside' }
  if (isOlderThan(version, OLDEST_CLIENT)) return { status: 'outdated', version, needs: CURRENT_CLIENT }
  return { status: 'starting', step: 'load' }
}

/** Another URL for the same page: the SDK then asks for new signatures (see docs/field.md, C3). */
function renewUrl(): void {
  const url = new URL(location.href)
  url.searchParams.set(RENEWED, String(Number(url.searchParams.get(RENEWED)) + 1))
  history.replaceState(history.state, '', url)
}

function isChat({ status }: WecomState): boolean {
  return status === 'customer' || status === 'group'
}

function isSame(one: WecomState, other: WecomState): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
