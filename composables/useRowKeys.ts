import { useEventListener } from '@vueuse/core'

/**
 * Arrow keys move the focus through the rows of a list: down from its search field, up and down between the rows.
 *
 * @param list holds the search field and the rows
 */
export function useRowKeys(list: Readonly<Ref<HTMLElement | null>>): void {
  useEventListener(list, 'keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || event.isComposing || !list.value) return
    const stops = [...list.value.querySelectorAll('input[type=search], [data-row]')]
    const at = stops.indexOf(event.target as Element)
    const next = stops[at + step]
    if (at < 0 || !(next instanceof HTMLElement)) return
    event.preventDefault()
    next.focus()
  })
}
