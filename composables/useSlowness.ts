/** After how many milliseconds a wait is slow, and after how many the member is offered a reload. */
const SLOW = 2_000
const STUCK = 8_000

export type Slowness = 'no' | 'slow' | 'stuck'

/**
 * @param pending whether the member is waiting
 * @returns how long the wait already is
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
