import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../../server/storage/memory-store.ts'
import { createFakeWecom } from '../../../support/fake-wecom.ts'
import { createManualClock } from '../../../support/manual-clock.ts'

function createFleet(gettoken: () => Record<string, unknown>, errcode = 40001) {
  const clock = createManualClock()
  const store = createMemoryStore(clock.monotonic)
  const processes = Array.from({ length: 4 }, () => createFakeWecom({ gettoken }, { store, clock }))
  const askAll = async (times: number) => {
    for (let i = 0; i < times; i++) {
      for (const { client } of processes) {
        await expect(client.credentials.accessToken.get()).rejects.toMatchObject({ errcode })
      }
    }
  }
  const gettokens = () => processes.reduce((sum, process) => sum + process.count('gettoken'), 0)
  return { clock, processes, askAll, gettokens }
}

describe('a refused set-up', () => {
  it('is tried once by all processes in half a minute', async () => {
    const { clock, askAll, gettokens } = createFleet(() => ({ errcode: 40001 }))
    await askAll(250)
    expect(gettokens()).toBe(1)
    clock.advance(30_001)
    await askAll(250)
    expect(gettokens()).toBe(2)
  })

  it('S14: a wrong secret is tried ever more rarely, every ten minutes at last', async () => {
    const { clock, askAll, gettokens } = createFleet(() => ({ errcode: 40001 }))
    const minutes: number[] = []
    for (let minute = 0; minute < 120; minute += 0.5) {
      const before = gettokens()
      await askAll(2)
      if (gettokens() > before) minutes.push(minute)
      clock.advance(30_000)
    }
    expect(minutes).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5, 25.5, 35.5, 45.5, 55.5, 65.5, 75.5, 85.5, 95.5, 105.5, 115.5])
  })

  it('S14: the first success ends that', async () => {
    let isWrong = true
    const { clock, askAll, gettokens, processes } = createFleet(() => isWrong
      ? { errcode: 40013 }
      : { errcode: 0, access_token: 't', expires_in: 7_200 }, 40013)
    for (let times = 0; times < 6; times++) {
      await askAll(1)
      clock.advance(600_000)
    }
    isWrong = false
    for (const { client } of processes) expect(await client.credentials.accessToken.get()).toBe('t')
    isWrong = true
    clock.advance(7_200_000)
    const before = gettokens()
    await askAll(1)
    clock.advance(30_000)
    await askAll(1)
    expect(gettokens() - before).toBe(2)
  })

  it('ends with a corrected secret', async () => {
    const store = createMemoryStore()
    const gettoken = (query: URLSearchParams) => query.get('corpsecret') === 'right'
      ? { errcode: 0, access_token: 't', expires_in: 7_200 }
      : { errcode: 40001 }
    const tokenWith = (agentSecret: string) =>
      createFakeWecom({ gettoken }, { store, agentSecret }).client.credentials.accessToken.get()
    await expect(tokenWith('wrong')).rejects.toMatchObject({ errcode: 40001 })
    expect(await tokenWith('right')).toBe('t')
  })
})
