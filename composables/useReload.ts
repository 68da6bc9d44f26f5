import { useEventListener } from '@vueuse/core'
import { useUnsavedWork } from './useUnsavedWork'

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
  /** Whether the page waits until the member has saved or dropped what is typed. */
  postponed: Readonly<Ref<boolean>>
  /**
   * Loads the page again. @param automatic not asked for by the member: never while there is unsaved work, and at most
   * once a minute, so that a fault that survives a reload causes no loop
   */
  reload: (automatic?: boolean) => Promise<void>
}

/**
 * Loads the page again as soon as our server answers. Until then the page stays, because the web view would show the
 * browser's error page, which has no way back.
 */
export function useReload(): UseReloadReturn {
  const waiting = useState('reload-waiting', () => false)
  const postponed = useState('reload-postponed', () => false)
  const unsaved = useUnsavedWork()

  async function untilSaved(): Promise<void> {
    postponed.value = true
    await when(() => !unsaved.exists())
    postponed.value = false
  }

  async function reload(automatic = false): Promise<void> {
    if (waiting.value || (automatic && postponed.value)) return
    waiting.value = true
    while (!await isReachable()) await whenWorthAsking()
    waiting.value = false
    if (automatic && unsaved.exists()) await untilSaved()
    reloadNuxtApp({ force: !automatic, ttl: AUTOMATIC_INTERVAL })
  }

  return { waiting: readonly(waiting), postponed: readonly(postponed), reload }
}

/** Resolves as soon as something reactive is true. */
function when(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = watch(isTrue, (now) => {
      if (!now) return
      void nextTick(() => stop())
      resolve()
    }, { immediate: true })
  })
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
