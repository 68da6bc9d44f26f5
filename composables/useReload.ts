import { useEventListener } from '@vueuse/core'

/** How long our server may take to say that it is there, and how often it is asked while it does not; in milliseconds. */
const DEADLINE = 2_000
const INTERVAL = 2_500

// A question that hangs is ended: browsers open only so many connections. AbortSignal.timeout is newer than the oldest web views.
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
  /** Whether the page waits for our server to load itself again. */
  waiting: Readonly<Ref<boolean>>
  /**
   * Loads the page again. @param automatic nobody asked for it: then at most once in ten seconds, so that what a new page
   * does not mend ends in no loop
   */
  reload: (automatic?: boolean) => Promise<void>
}

/**
 * Loads the page again as soon as our server answers. Until then the page stays: instead of it the web view would show the
 * browser's own error page, from which nothing leads back.
 */
export function useReload(): UseReloadReturn {
  const waiting = useState('reload-waiting', () => false)

  async function reload(automatic = false): Promise<void> {
    if (waiting.value) return
    waiting.value = true
    while (!await isReachable()) await whenWorthAsking()
    waiting.value = false
    reloadNuxtApp({ force: !automatic })
  }

  return { waiting: readonly(waiting), reload }
}

/** After a while, or as soon as the network is back. */
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
