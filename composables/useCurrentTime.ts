import { useIntervalFn, useNow } from '@vueuse/core'

const EACH = 10_000

/** The time, kept up to date as the ages on the page are. */
export function useCurrentTime(): Readonly<Ref<Date>> {
  return useNow({ scheduler: update => useIntervalFn(update, EACH) })
}
