import { useEventListener } from '@vueuse/core'
import type { WatchSource } from 'vue'

/** An element or a component with a `focus` method. */
interface Focusable {
  focus: () => void
}

/**
 * Moves the focus to `next` if one of `changes` removed the focused element, so that keyboard users keep their place.
 * Focus elsewhere on the page is not touched.
 *
 * @param changes state that can remove the focused element
 * @param next gives the element to focus after the update; nothing if a new element takes the focus itself
 */
export function useFocusReturn(changes: WatchSource[], next: () => Focusable | null | undefined): void {
  let last: EventTarget | null = null

  // Removing a focused element fires no event, so the last focused one is remembered.
  useEventListener('focusin', ({ target }) => {
    last = target
  }, { passive: true })

  watch(changes, async () => {
    await nextTick()
    const isGone = last instanceof Node && !last.isConnected
    if (isGone && document.activeElement === document.body) next()?.focus()
  })
}
