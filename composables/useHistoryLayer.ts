/**
 * Makes "back" close something instead of leaving the page: Android's key, the swipe on iOS, the browser's button.
 *
 * @param isOpen whether it is open
 * @param close closes it because the member went back
 */
export function useHistoryLayer(isOpen: () => boolean, close: () => void): void {
  if (import.meta.server) return
  const { $layers } = useNuxtApp()
  let leave = () => {}
  watch(isOpen, (isNow) => {
    leave()
    leave = isNow ? $layers.open(close) : () => {}
  }, { flush: 'sync', immediate: true })
  onScopeDispose(() => leave())
}
