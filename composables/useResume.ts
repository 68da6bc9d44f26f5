import { useEventListener, useThrottleFn } from '@vueuse/core'

/** Resuming fires up to three events at once; in milliseconds. */
const BURST = 300

/**
 * The page may have been hidden while the member moved to another chat, and the SDK fires no event for it: desktop
 * clients rebuild the web view, phones keep it.
 *
 * @param onResume called when the page or the network comes back; in a burst, for the first and the last event. Not
 * called after the component is unmounted.
 */
export function useResume(onResume: () => void): void {
  if (import.meta.server) return
  let isMounted = true
  onScopeDispose(() => isMounted = false)
  // The throttle keeps its timer for the last event when the component is unmounted.
  const resume = useThrottleFn(() => isMounted && onResume(), BURST, true)
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') void resume()
  })
  // Not the pageshow of the first load: the page loads its data then anyway.
  useEventListener(window, 'pageshow', event => void (event.persisted && resume()))
  useEventListener(window, ['focus', 'online'], () => void resume())
}
