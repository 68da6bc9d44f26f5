import type { InjectionKey, Ref } from 'vue'
import { afterPaint } from '~/browser/after-paint'
import { PAINTED_MARK } from '~/browser/painted-mark'

const PAINTED: InjectionKey<Readonly<Ref<boolean>>> = Symbol('painted')

/**
 * Tells every component below the page when what the member waits for is painted for the first time. Files of other
 * parts must not compete with that frame; afterwards they are here, and the parts are drawn with their customer.
 *
 * @param isTime whether there is something to paint, or to wait for no longer
 * @returns stays `true` once it is
 */
export function providePainted(isTime: () => boolean): Readonly<Ref<boolean>> {
  const isPainted = shallowRef(false)
  onMounted(() => {
    const stop = watch(isTime, (now) => {
      if (!now) return
      void nextTick(() => stop())
      void afterPaint().then(() => {
        performance.mark(PAINTED_MARK)
        isPainted.value = true
      })
    }, { immediate: true })
  })
  provide(PAINTED, isPainted)
  return isPainted
}

/** @returns whether parts that can wait are drawn now; always, where no page says when */
export function usePainted(): Readonly<Ref<boolean>> {
  return inject(PAINTED, () => shallowRef(true), true)
}
