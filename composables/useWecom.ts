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

/** What may be over when the page comes back, but only in a page that is loaded again: the SDK keeps a task that hangs. */
const HUNG: readonly FailureCode[] = ['sdk_load_failed', 'bridge_timeout', 'config_timeout']

/** How long a chat stays on screen while the client is asked again, in milliseconds: another may be open now. */
const DOUBT = 1_000

export interface UseWecomOptions {
  /** Gives the JS-SDK; by default loads its chunk. */
  loadSdk?: () => Promise<WecomSdk>
}

export interface UseWecomReturn {
  /** Where the page stands in WeCom; before mounting, what the request's user agent tells. */
  state: Readonly<Ref<WecomState>>
  /** Asks the client again, from the beginning; the newest answer wins. */
  retry: () => Promise<void>
  /** The same, while what is shown stays. @returns what the client has answered to this very question */
  recheck: () => Promise<WecomState>
}

/** The handshake with the WeCom client: one per page. Outside WeCom and in clients too old it never touches the SDK. */
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
      // Whether it was heard or not, the next signature decides.
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
