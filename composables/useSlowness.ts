/** When a wait is called slow, and when the member is offered something to do; in milliseconds. */
const SLOW = 2_000
const STUCK = 8_000

export type Slowness = 'no' | 'slow' | 'stuck'

/**
 * @param pending whether the member is waiting
 * @returns how the wait should be spoken of
 */
export function useSlowness(pending: () => boolean): Readonly<Ref<Slowness>> {
  const slowness = shallowRef<Slowness>('no')
  let timers: ReturnType<typeof setTimeout>[] = []

  function stop(): void {
    timers.forEach(clearTimeout)
    slowness.value = 'no'
  }

  if (import.meta.client) {
    watch(pending, (isPending) => {
      stop()
      if (!isPending) return
      timers = [
        setTimeout(() => slowness.value = 'slow', SLOW),
        setTimeout(() => slowness.value = 'stuck', STUCK),
      ]
    }, { immediate: true })
    onScopeDispose(stop)
  }
  return readonly(slowness)
}
