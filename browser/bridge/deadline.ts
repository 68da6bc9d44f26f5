/** A promise did not settle in time. */
export class DeadlineError extends Error {
  override name = 'DeadlineError'
}

/**
 * The JS-SDK has no timeout anywhere: without a bridge, or with one that never answers, its promises stay pending.
 *
 * @param promise what to wait for
 * @param milliseconds how long
 * @returns what the promise gives
 * @throws DeadlineError when it does not settle in time; the promise itself goes on, its outcome is ignored
 */
export function withDeadline<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DeadlineError(`No answer in ${milliseconds} ms`)), milliseconds)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
