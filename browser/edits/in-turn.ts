/**
 * Runs tasks one after the other, in the order in which they came. A task that fails does not stop the next one.
 *
 * @returns runs a task when the earlier ones have ended, and gives its result
 */
export function createTurn(): <T>(task: () => Promise<T>) => Promise<T> {
  let earlier: Promise<unknown> = Promise.resolve()
  return (task) => {
    const turn = earlier.then(task, task)
    earlier = turn
    return turn
  }
}
