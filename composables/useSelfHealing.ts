import { FAILURES, passes, type Failure } from '~/browser/failure'
import { useResume } from './useResume'

/** The first wait, and the longest one; in milliseconds. */
const PACES = { soon: { first: 1_000, longest: 2_000 }, slowly: { first: 5_000, longest: 60_000 } }

/** Random extra wait, in milliseconds. Longest wait + spread keeps recovery within three seconds. */
const SPREAD = 500

/** A wait from here on has a countdown; in milliseconds. */
const LONG = PACES.soon.longest + SPREAD

/**
 * @param tries number of automatic tries so far
 * @param pace how the failure passes
 * @returns milliseconds until the next try
 */
export function backoff(tries: number, pace: keyof typeof PACES = 'soon'): number {
  const { first, longest } = PACES[pace]
  return Math.min(first * 2 ** tries, longest)
}

/** @returns a random extra wait in milliseconds, so that pages that failed together do not all retry together */
export function spread(): number {
  return Math.random() * SPREAD
}

export interface UseSelfHealingReturn {
  /** Whole seconds until the next try; absent when there is none or the wait is too short for a countdown. */
  retryIn: Readonly<Ref<number | undefined>>
}

/**
 * Retries automatically while a failure can pass: with growing waits, not before the server's Retry-After, and not
 * in a hidden page. When page or network come back it retries at once, except before the end of our own rate limit.
 *
 * @param failure the current failure; each new object is a new failed try
 * @param again sends the request again
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

  /** Wakes up once a second if the wait is long enough for a countdown. */
  function wait(): void {
    const left = due - Date.now()
    if (left <= 0) return document.visibilityState === 'visible' ? tryAgain() : undefined
    if (retryIn.value !== undefined || left > LONG) retryIn.value = Math.ceil(left / 1_000)
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
    due = Date.now() + Math.max(backoff(tries, FAILURES[now.code].passes), (now.retryAfter ?? 0) * 1_000) + spread()
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
