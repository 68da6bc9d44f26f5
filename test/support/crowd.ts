/**
 * Does something `count` times, `atOnce` at a time: as many as a loaded machine can serve in the time a person is given.
 *
 * @param ask is told which one it is, from 0
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

/** The same. @returns how many answers had which status */
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
      await answer.arrayBuffer() // unread, it keeps its connection
      return answer.status
    },
    atOnce,
  )
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
