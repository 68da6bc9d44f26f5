/** @returns the results in the order in which they are ready. None of the promises may reject */
export async function* asReady<T>(promises: readonly Promise<T>[]): AsyncGenerator<T> {
  const waiting = new Map(promises.map((promise, index) =>
    [index, promise.then(result => ({ index, result }))] as const))
  while (waiting.size > 0) {
    const { index, result } = await Promise.race(waiting.values())
    waiting.delete(index)
    yield result
  }
}
