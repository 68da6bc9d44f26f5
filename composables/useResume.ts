import { useEventListener, useThrottleFn } from '@vueuse/core'

/** Resuming fires up to three events at once; in milliseconds. */
const BURST = 300

/**
 * The page may have been parked while the member moved to another chat, and no event of the SDK tells it: desktop
 * clients rebuild the web view, phones keep it.
 *
 * @param onResume called when the page comes back, or the network does; of a burst, for the first and the last event
 */
export function useResume(onResume: () => void): void {
  if (import.meta.server) return
  const resume = useThrottleFn(onResume, BURST, true)
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') void resume()
  })
  // Not the pageshow of the first load: the page has just begun to ask by itself.
  useEventListener(window, 'pageshow', event => void (event.persisted && resume()))
  useEventListener(window, ['focus', 'online'], () => void resume())
}
