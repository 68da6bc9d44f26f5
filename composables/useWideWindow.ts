import { useEventListener } from '@vueuse/core'

/** From this width on there is room for a customer beside the list; the style sheets name it, too. */
const WIDE = '(min-width: 900px)'

/** @returns whether the window has room for two columns; false in the server's HTML, and until the page is mounted */
export function useWideWindow(): Readonly<Ref<boolean>> {
  const isWide = shallowRef(false)
  onMounted(() => {
    const query = matchMedia(WIDE)
    const follow = () => isWide.value = query.matches
    follow()
    useEventListener(query, 'change', follow)
  })
  return readonly(isWide)
}
