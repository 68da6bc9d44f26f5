import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTurn } from '../../../../browser/edits/in-turn.ts'

it('tasks run one after the other, also after one that fails, and each gives its own result', async () => {
  const task = fc.record({ fails: fc.boolean(), comesAfter: fc.nat(3) })
  await fc.assert(fc.asyncProperty(fc.scheduler(), fc.array(task, { maxLength: 6 }), async (scheduler, tasks) => {
    const inTurn = createTurn()
    const seen: string[] = []
    const turns = tasks.map(async ({ fails, comesAfter }, index) => {
      for (let step = 0; step < comesAfter; step++) await scheduler.schedule(Promise.resolve())
      return await inTurn(async () => {
        seen.push(`start ${index}`)
        await scheduler.schedule(Promise.resolve())
        seen.push(`end ${index}`)
        if (fails) throw new Error(`task ${index}`)
        return index
      })
    })
    const settled = Promise.allSettled(turns)
    await scheduler.waitFor(settled)
    expect((await settled).map(outcome => outcome.status === 'fulfilled' ? outcome.value : outcome.reason.message))
      .toEqual(tasks.map(({ fails }, index) => fails ? `task ${index}` : index))
    expect(seen).toHaveLength(2 * tasks.length)
    for (const [index, step] of seen.entries())
      if (step.startsWith('start')) expect(seen[index + 1]).toBe(step.replace('start', 'end'))
  }))
})
