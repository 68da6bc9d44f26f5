/**
 * Stops waiting for work after a time. The work itself goes on.
 *
 * @param ms the time limit, milliseconds
 * @param late makes the error that is thrown after it
 */
export function withDeadline<T>(work: Promise<T> | T, ms: number, late: () => Error): Promise<T> {
  // Every request passes here: a timer costs little, an abort signal much.
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms)
    const ended = <Result>(settle: (result: Result) => void) => (result: Result) => {
      clearTimeout(timer)
      settle(result)
    }
    Promise.resolve(work).then(ended(resolve), ended(reject))
  })
}
