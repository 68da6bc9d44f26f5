import { passes, type Failure } from '~/browser/failure'
import { useResume } from './useResume'

/** The first wait, and the longest one; in milliseconds. */
const FIRST = 1_000
const LONGEST = 2_000

/** With that the page is right again three seconds after whatever was wrong is over; in milliseconds. */
const SPREAD = 500

/**
 * @param tries how often it has been tried by itself already
 * @returns milliseconds until the next try
 */
export function backoff(tries: number): number {
  return Math.min(FIRST * 2 ** tries, LONGEST)
}

/** @returns what is waited besides, in milliseconds: pages that failed at one moment must not all ask again at one moment */
export function spread(): number {
  return Math.random() * SPREAD
}

export interface UseSelfHealingReturn {
  /** Whole seconds until the next try; absent when there is none, or when it is not worth counting. */
  retryIn: Readonly<Ref<number | undefined>>
}

/**
 * Tries again by itself while something fails that passes: with growing waits, never before the server's Retry-After, not
 * in a page that nobody sees, and at once when page or network come back; then only a limit of ours is still waited for.
 *
 * @param failure what is wrong now; each new object is a new failed try
 * @param again tries once more
 */
export function useSelfHealing(failure: () => Failure | undefined, again: () => void): UseSelfHealingReturn {
  const retryIn = shallowRef<number>()
  let tries = 0
  let due = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    retryIn.value = undefined
  }

  /** Wakes up once a second where the wait is long enough to be counted. */
  function wait(): void {
    const left = due - Date.now()
    if (left <= 0) return document.visibilityState === 'visible' ? tryAgain() : undefined
    if (retryIn.value !== undefined || left > LONGEST + SPREAD) retryIn.value = Math.ceil(left / 1_000)
    timer = setTimeout(wait, Math.min(left, left % 1_000 || 1_000))
  }

  function tryAgain(): void {
    stop()
    tries++
    again()
  }

  function start(now: Failure | undefined): void {
    stop()
    if (!now) tries = 0
    if (!now || !passes(now)) return
    due = Date.now() + Math.max(backoff(tries), (now.retryAfter ?? 0) * 1_000) + spread()
    wait()
  }

  function resume(): void {
    const now = failure()
    if (!now || !passes(now)) return
    if (now.code !== 'too_many_requests' || Date.now() >= due) tryAgain()
  }

  if (import.meta.client) {
    watch(failure, start, { immediate: true })
    useResume(resume)
    onScopeDispose(stop)
  }

  return { retryIn: readonly(retryIn) }
}
