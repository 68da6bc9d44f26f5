import { useResizeObserver } from '@vueuse/core'

/** A header that takes more of the window than this leaves too little for what scrolls below it. */
const LARGEST_SHARE = 1 / 3

export interface UseStickyHeaderReturn {
  /** Whether the header stays at the top; a name of many lines scrolls away with the page. */
  isSticky: Readonly<Ref<boolean>>
}

/**
 * Tells the page's style sheet, as `--header`, how much of the window a header takes: what gets the focus is then
 * scrolled to a place below it.
 *
 * @param header the element, when it is there
 */
export function useStickyHeader(header: Readonly<Ref<HTMLElement | null>>): UseStickyHeaderReturn {
  const isSticky = shallowRef(true)
  const { style } = document.documentElement

  useResizeObserver(header, () => {
    const height = header.value?.offsetHeight ?? 0
    isSticky.value = height <= window.innerHeight * LARGEST_SHARE
    style.setProperty('--header', `${isSticky.value ? height : 0}px`)
  })
  onScopeDispose(() => style.removeProperty('--header'))

  return { isSticky: readonly(isSticky) }
}
