import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../../../server/storage/memory-store.ts'
import { createFakeWecom } from '../../../support/fake-wecom.ts'
import { createManualClock } from '../../../support/manual-clock.ts'

function createFleet(gettoken: () => Record<string, unknown>) {
  const clock = createManualClock()
  const store = createMemoryStore(clock.monotonic)
  const processes = Array.from({ length: 4 }, () => createFakeWecom({ gettoken }, { store, clock }))
  const askAll = async (times: number) => {
    for (let i = 0; i < times; i++) {
      for (const { client } of processes) {
        await expect(client.credentials.accessToken.get()).rejects.toMatchObject({ errcode: 40001 })
      }
    }
  }
  return { clock, askAll, gettokens: () => processes.reduce((sum, process) => sum + process.count('gettoken'), 0) }
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
