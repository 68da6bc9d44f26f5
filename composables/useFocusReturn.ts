import { useEventListener } from '@vueuse/core'
import type { WatchSource } from 'vue'

/** Anything that can take the focus. */
interface Focusable {
  focus: () => void
}

/**
 * Passes the focus on when what had it is gone with a change: whoever works by keyboard goes on where he was. Who is
 * elsewhere on the page is left alone.
 *
 * @param changes what may take it away, here or elsewhere on the page
 * @param next who gets it, once the page shows the change; nobody, where something new takes it by itself
 */
export function useFocusReturn(changes: WatchSource[], next: () => Focusable | null | undefined): void {
  let last: EventTarget | null = null

  // Of an element that is removed with the focus, no event tells.
  useEventListener('focusin', ({ target }) => {
    last = target
  }, { passive: true })

  watch(changes, async () => {
    await nextTick()
    const isGone = last instanceof Node && !last.isConnected
    if (isGone && document.activeElement === document.body) next()?.focus()
  })
}
