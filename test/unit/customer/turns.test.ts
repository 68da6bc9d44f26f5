import { describe, expect, it } from 'vitest'
import { createTurns } from '../../../server/customer/turns.ts'

describe('turns', () => {
  it('keep the order of one key, go on after a failure, and do not make other keys wait', async () => {
    const inTurn = createTurns()
    const log: string[] = []
    let open = () => {}
    const gate = new Promise<void>(resolve => open = resolve)
    const first = inTurn('a', async () => {
      await gate
      log.push('a1')
      throw new Error('failed')
    })
    const second = inTurn('a', async () => log.push('a2'))
    await inTurn('b', async () => log.push('b1'))
    open()
    await expect(first).rejects.toThrow('failed')
    await second
    expect(log).toEqual(['b1', 'a1', 'a2'])
  })
})
