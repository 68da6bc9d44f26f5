import { useEventListener } from '@vueuse/core'
import { pageUrlOf } from '#shared/utils/page-url.ts'
import { isLeakedBySdk } from '~/browser/bridge/bridge-error'
import { CURRENT_CLIENT, isOlderThan, OLDEST_CLIENT, wecomVersionOf } from '~/browser/bridge/client-version'
import { createHandshake, type Handshake } from '~/browser/bridge/handshake'
import { loadWecomSdk, type WecomSdk } from '~/browser/bridge/load-sdk'
import { createSignatureSource } from '~/browser/bridge/signature-source'
import type { WecomState } from '~/browser/bridge/state'
import type { FailureCode } from '~/browser/failure'
import { useApi } from './useApi'
import { usePageContext } from './usePageContext'
import { useReload } from './useReload'
import { useResume } from './useResume'
import { useUserAgent } from './useUserAgent'

/** Failures that only a reload can end: the SDK keeps a hung task for the life of the page. */
const HUNG: readonly FailureCode[] = ['sdk_load_failed', 'bridge_timeout', 'config_timeout']

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
  const state = shallowRef<WecomState>(firstStateOf(useUserAgent().value))
  let handshake: Handshake | undefined
  let latest = 0

  async function locate(): Promise<WecomState> {
    if (!handshake) return state.value
    const attempt = ++latest
    const doubt = setTimeout(() => {
      if (attempt === latest && isChat(state.value)) state.value = { status: 'starting', step: 'context' }
    }, DOUBT)
    const answer = await handshake.locate()
    clearTimeout(doubt)
    if (attempt === latest && !isSame(answer, state.value)) state.value = answer
    return answer
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
      version: wecomVersionOf(navigator.userAgent)!,
      pageUrl: () => pageUrlOf(location.href),
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
  useResume(() => {
    if (state.value.status !== 'failed' || state.value.fix !== 'reload') void locate()
    else if (HUNG.includes(state.value.code)) void reload(true)
  })

  return { state: readonly(state), retry, recheck: locate }
}

function firstStateOf(userAgent: string): WecomState {
  const version = wecomVersionOf(userAgent)
  if (!version) return { status: 'outside' }
  if (isOlderThan(version, OLDEST_CLIENT)) return { status: 'outdated', version, needs: CURRENT_CLIENT }
  return { status: 'starting', step: 'load' }
}

function isChat({ status }: WecomState): boolean {
  return status === 'customer' || status === 'group'
}

function isSame(one: WecomState, other: WecomState): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
