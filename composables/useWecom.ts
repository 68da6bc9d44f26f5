import { useEventListener } from '@vueuse/core'
import { pageUrlOf } from '#shared/utils/page-url.ts'
import { isLeakedBySdk } from '~/browser/bridge/bridge-error'
import { CURRENT_CLIENT, isOlderThan, OLDEST_CLIENT, wecomVersionOf } from '~/browser/bridge/client-version'
import { createHandshake, type Handshake, type HandshakeOutcome } from '~/browser/bridge/handshake'
import { loadWecomSdk, type WecomSdk } from '~/browser/bridge/load-sdk'
import { createSignatureSource } from '~/browser/bridge/signature-source'
import type { WecomState } from '~/browser/bridge/state'
import { isClientRefusal, type Failure, type FailureCode } from '~/browser/failure'
import { useApi } from './useApi'
import { usePageContext } from './usePageContext'
import { useReload } from './useReload'
import { useResume } from './useResume'
import { useSelfHealing } from './useSelfHealing'
import { useUnsavedWork } from './useUnsavedWork'
import { useUserAgent } from './useUserAgent'

/** Failures that only a reload can end: the SDK keeps a hung task for the life of the page. */
const HUNG: readonly FailureCode[] = ['sdk_load_failed', 'bridge_timeout', 'config_timeout']

/** The parameter that makes a URL new. */
const RENEWED = 'renewed'

/** How long a chat stays on the screen while the client is asked again, in milliseconds: another may be open. */
const DOUBT = 1_000

export interface UseWecomOptions {
  /** Loads the JS-SDK. Default: its chunk. */
  loadSdk?: () => Promise<WecomSdk>
}

export interface UseWecomReturn {
  /** Where the page is in WeCom. Before mounting: as far as the user agent tells. */
  state: Readonly<Ref<WecomState>>
  /** Asks the client again and shows that it is starting. The newest answer wins. */
  retry: () => Promise<void>
  /** Asks the client again while the screen stays. @returns the client's answer to this call */
  recheck: () => Promise<WecomState>
}

/** The handshake with the WeCom client, one per page. It loads no SDK outside WeCom or in a client that is too old. */
export function useWecom({ loadSdk = loadWecomSdk }: UseWecomOptions = {}): UseWecomReturn {
  const page = usePageContext()
  const api = useApi()
  const { reload } = useReload()
  const unsavedWork = useUnsavedWork()
  const state = shallowRef<WecomState>(firstStateOf(useUserAgent().value))
  /** The client limits calls. Meanwhile the page shows what it showed. */
  const busy = shallowRef<Failure>()
  let handshake: Handshake | undefined
  let latest = 0
  const reported = new Set<FailureCode>()

  /** @param before what the page showed when the client was asked */
  function show(outcome: HandshakeOutcome, before: WecomState): void {
    const isBusy = outcome.status === 'failed' && outcome.code === 'client_busy'
    busy.value = isBusy && isChat(before) ? outcome : undefined
    const next = busy.value ? before : outcome
    if (next.status === 'failed' || !isSame(next, state.value)) state.value = next
    if (next.status === 'failed') report(next.code)
    // What hangs inside the SDK ends only with the page.
    if (isHung(next) && !unsavedWork.exists()) void reload(true)
  }

  /** Each once: the page asks again by itself. Without the report, an admin learns of it from members only. */
  function report(code: FailureCode): void {
    if (!isClientRefusal(code) || reported.has(code)) return
    reported.add(code)
    api.reportFailure(code).catch(() => {})
  }

  async function locate(isBrief = false): Promise<WecomState> {
    if (!handshake) return state.value
    const attempt = ++latest
    const before = state.value
    const accept = (outcome: HandshakeOutcome) => void (attempt === latest && show(outcome, before))
    const doubt = setTimeout(() => {
      if (attempt === latest && isChat(state.value)) state.value = { status: 'starting', step: 'context' }
    }, DOUBT)
    const outcome = await handshake.locate({ isBrief, onLate: accept })
    clearTimeout(doubt)
    accept(outcome)
    return outcome
  }

  function start(): void {
    state.value = firstStateOf(navigator.userAgent)
    if (state.value.status !== 'starting' || !page.value) return
    const { corpId, agentId } = page.value
    const signatures = createSignatureSource(page.value.signatures, api.signatures)
    handshake = createHandshake({
      loadSdk,
      identity: { corpId, agentId },
      signatures,
      // The next signature decides, even if this report fails.
      reportRefusal: ticket => api.reportRefusal(ticket).catch(() => {}),
      userAgent: navigator.userAgent,
      pageUrl: () => pageUrlOf(location.href),
      renewUrl,
      onStep(step) {
        if (state.value.status === 'starting') state.value = { status: 'starting', step }
      },
    })
    useEventListener(window, 'unhandledrejection', (event) => {
      if (isLeakedBySdk(event.reason) || signatures.hasRejectedWith(event.reason)) event.preventDefault()
    })
    void locate()
  }

  async function retry(): Promise<void> {
    if (handshake) state.value = { status: 'starting', step: 'load' }
    await locate()
  }

  onMounted(start)
  useSelfHealing(() => busy.value, () => void locate(true))
  useResume(() => void (isHung(state.value) ? reload(true) : locate(true)))

  return { state: readonly(state), retry, recheck: () => locate() }
}

function firstStateOf(userAgent: string): WecomState {
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

function isHung(state: WecomState): boolean {
  return state.status === 'failed' && HUNG.includes(state.code)
}

function isChat({ status }: WecomState): boolean {
  return status === 'customer' || status === 'group'
}

function isSame(one: WecomState, other: WecomState): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
