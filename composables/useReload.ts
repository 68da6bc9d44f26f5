import { useEventListener } from '@vueuse/core'

/** Time limit of one health check, and the time between two; in milliseconds. */
const DEADLINE = 2_000
const INTERVAL = 2_500

/** Time between two automatic reloads, in milliseconds. */
const AUTOMATIC_INTERVAL = 60_000

// A hung check is ended: browsers limit the connections. AbortSignal.timeout is newer than the oldest web views.
async function isReachable(): Promise<boolean> {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), DEADLINE)
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: controller.signal })).ok
  }
  catch {
    return false
  }
  finally {
    clearTimeout(timer)
  }
}

export interface UseReloadReturn {
  /** Whether the page waits for our server before it reloads. */
  waiting: Readonly<Ref<boolean>>
  /**
   * Loads the page again. @param automatic not asked for by the member: at most once a minute, so that a fault that
   * survives a reload causes no loop
   */
  reload: (automatic?: boolean) => Promise<void>
}

/**
 * Loads the page again as soon as our server answers. Until then the page stays, because the web view would show the
 * browser's error page, which has no way back.
 */
export function useReload(): UseReloadReturn {
  const waiting = useState('reload-waiting', () => false)

  async function reload(automatic = false): Promise<void> {
    if (waiting.value) return
    waiting.value = true
    while (!await isReachable()) await whenWorthAsking()
    waiting.value = false
    reloadNuxtApp({ force: !automatic, ttl: AUTOMATIC_INTERVAL })
  }

  return { waiting: readonly(waiting), reload }
}

/** Resolves after a while, or as soon as the network is back. */
function whenWorthAsking(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, INTERVAL)
    const forget = useEventListener(window, 'online', end)
    function end(): void {
      clearTimeout(timer)
      forget()
      resolve()
    }
  })
}
