import type { InjectionKey, Ref } from 'vue'
import { afterPaint } from '~/browser/after-paint'
import { PAINTED_MARK } from '~/browser/painted-mark'

const PAINTED: InjectionKey<Readonly<Ref<boolean>>> = Symbol('painted')

/**
 * Tells every component below the page when what the member waits for is painted for the first time. Files of other
 * parts must not compete with that frame.
 *
 * @param isTime whether there is something to paint, or to wait for no longer
 * @returns stays `true` once it is
 */
export function providePainted(isTime: () => boolean): Readonly<Ref<boolean>> {
  const isPainted = paintedOnce(isTime, () => performance.mark(PAINTED_MARK))
  provide(PAINTED, isPainted)
  return isPainted
}

/**
 * The same below a component that takes the place of another one, such as the next customer: the old one disappears
 * sooner when not all of the new one belongs to the same frame.
 */
export function providePaintedAnew(isTime: () => boolean): Readonly<Ref<boolean>> {
  const isPagePainted = usePainted()
  const isPartPainted = paintedOnce(isTime)
  const isPainted = computed(() => isPagePainted.value && isPartPainted.value)
  provide(PAINTED, isPainted)
  return isPainted
}

function paintedOnce(isTime: () => boolean, then = () => {}): Readonly<Ref<boolean>> {
  const isPainted = shallowRef(false)
  onMounted(() => {
    const stop = watch(isTime, (now) => {
      if (!now) return
      void nextTick(() => stop())
      void afterPaint().then(() => {
        then()
        isPainted.value = true
      })
    }, { immediate: true })
  })
  return isPainted
}

/** @returns whether parts that can wait are drawn now; always, where no page says when */
export function usePainted(): Readonly<Ref<boolean>> {
  return inject(PAINTED, () => shallowRef(true), true)
}
