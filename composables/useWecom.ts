import { createLocator, firstStateOf, type Locator } from '~/browser/bridge/locator'
import { loadWecomSdk, type WecomSdk } from '~/browser/bridge/load-sdk'
import type { WecomState } from '~/browser/bridge/state'
import { DRAWN_ENTRY } from '~/browser/early/drawn'
import { forgetEarlyCustomer, takeLocator } from '~/browser/early/early'
import { isClientRefusal, type Failure, type FailureCode } from '~/browser/failure'
import { useApi } from './useApi'
import { useDrawnCustomer } from './useDrawnCustomer'
import { usePageContext } from './usePageContext'
import { useReload } from './useReload'
import { useResume } from './useResume'
import { useSelfHealing } from './useSelfHealing'
import { useUnsavedWork } from './useUnsavedWork'
import { useUserAgent } from './useUserAgent'

/** Failures that only a reload can end: the SDK keeps a hung task for the life of the page. */
const HUNG: readonly FailureCode[] = ['sdk_load_failed', 'bridge_timeout', 'config_timeout']

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

/** The handshake with the WeCom client, one per page. It goes on with what has begun before the app. */
export function useWecom({ loadSdk = loadWecomSdk }: UseWecomOptions = {}): UseWecomReturn {
  const page = usePageContext()
  const api = useApi()
  const { reload } = useReload()
  const unsavedWork = useUnsavedWork()
  const state = shallowRef<WecomState>(drawnState() ?? firstStateOf(useUserAgent()))
  /** The client limits calls. Meanwhile the page shows what it showed. */
  const busy = shallowRef<Failure>()
  let locator: Locator | undefined
  const reported = new Set<FailureCode>()

  function follow(located: Locator): void {
    busy.value = located.busy
    state.value = located.state
    if (located.state.status === 'failed') report(located.state.code)
    // What hangs inside the SDK ends only with the page.
    if (isHung(located.state) && !unsavedWork.exists()) void reload(true)
  }

  /** Each once: the page asks again by itself. Without the report, an admin learns of it from members only. */
  function report(code: FailureCode): void {
    if (!isClientRefusal(code) || reported.has(code)) return
    reported.add(code)
    api.reportFailure(code).catch(() => {})
  }

  function start(): void {
    if (!page.value) return void (state.value = firstStateOf(navigator.userAgent))
    const begun = takeLocator()
    const located = begun ?? createLocator({ page: page.value, userAgent: navigator.userAgent, api, loadSdk })
    locator = located
    located.askBy(api)
    located.follow(() => follow(located))
    follow(located)
    // The page asks for the customer, and shows it, in this tick.
    void nextTick(forgetEarlyCustomer)
    // A session that has ended leads to the sign-in, which only the app can decide.
    const hasEnded = located.state.status === 'failed' && located.state.code === 'session_required'
    if (!begun || hasEnded) void located.locate()
  }

  if (import.meta.client) start()
  onScopeDispose(() => locator?.close())
  useSelfHealing(() => busy.value, () => void locator?.locate(true))
  useResume(() => void (isHung(state.value) ? reload(true) : locator?.locate(true)))

  return {
    state: readonly(state),
    retry: async () => locator?.retry(),
    recheck: async () => await locator?.locate() ?? state.value,
  }
}

/** On the server: a page is drawn with its customer only beside an ordinary chat (see browser/early/early.ts). */
function drawnState(): WecomState | undefined {
  const drawn = useDrawnCustomer()
  return drawn && { status: 'customer', entry: DRAWN_ENTRY, externalUserId: drawn.externalUserId }
}

function isHung(state: WecomState): boolean {
  return state.status === 'failed' && HUNG.includes(state.code)
}
