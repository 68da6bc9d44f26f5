/**
 * Calls `ask` `count` times, at most `atOnce` at the same time: a loaded machine can serve so many within the time
 * limit of a request.
 *
 * @param ask receives the number of the call, from 0
 */
export async function crowd<T>(count: number, ask: (i: number) => Promise<T>, atOnce = 50): Promise<T[]> {
  const answers: T[] = []
  let next = 0
  async function askOn() {
    for (let i = next++; i < count; i = next++) answers[i] = await ask(i)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, askOn))
  return answers
}

/** Sends a crowd of requests. @returns the number of answers by status */
export async function tally(
  count: number,
  ask: (i: number) => Promise<Response>,
  atOnce?: number,
): Promise<Record<number, number>> {
  const counts: Record<number, number> = {}
  const statuses = await crowd(
    count,
    async (i) => {
      const answer = await ask(i)
      await answer.arrayBuffer() // an unread body keeps its connection
      return answer.status
    },
    atOnce,
  )
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
