import { useEventListener, useResizeObserver } from '@vueuse/core'

/** A header that takes more of the window than this leaves too little for what scrolls below it. */
const LARGEST_SHARE = 1 / 3

export interface UseStickyHeaderReturn {
  /** Whether the header stays at the top; a name of many lines scrolls away with the page. */
  isSticky: Readonly<Ref<boolean>>
}

/**
 * Keeps a header at the top of the window. Its height is told to the style sheet as `--header`, so that an element with
 * the focus is never behind it.
 *
 * @param header the element, when it is there
 */
export function useStickyHeader(header: Readonly<Ref<HTMLElement | null>>): UseStickyHeaderReturn {
  const isSticky = shallowRef(true)

  function measure(): void {
    const height = header.value?.offsetHeight ?? 0
    isSticky.value = height <= window.innerHeight * LARGEST_SHARE
    document.documentElement.style.setProperty('--header', `${isSticky.value ? height : 0}px`)
  }

  useResizeObserver(header, measure)
  useEventListener('resize', measure)
  onScopeDispose(() => document.documentElement.style.removeProperty('--header'))

  return { isSticky: readonly(isSticky) }
}
