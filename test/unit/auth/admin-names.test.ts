import { expect, it, vi } from 'vitest'
import { createAdminNames } from '../../../server/auth/admin-names.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import type { WecomClient } from '../../../server/wecom/client.ts'
import { coded } from '../../support/coded.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

function setUp(answers: Record<string, object | undefined>, adminUserIds = Object.keys(answers)) {
  const clock = createManualClock()
  const store = createMemoryStore(clock.monotonic)
  const written: string[] = []
  const fails = { set: false }
  const vault = createPlainVault({ ...store, set: (key, value, ttlMs) => {
    if (fails.set) return Promise.reject(new AppError('store_unavailable'))
    written.push(key)
    return store.set(key, value, ttlMs)
  } })
  const call = vi.fn(async ({ query }: { query: { userid: string } }) => {
    const answer = answers[query.userid]
    if (!answer) throw new Error('refused')
    return answer
  })
  const wecom = { call: call as unknown as WecomClient['call'] }
  return { call, written, fails, clock, names: createAdminNames({ wecom, vault, clock, adminUserIds }) }
}

it('asks WeCom once for each admin, and leaves out who is refused or has left', async () => {
  const { names, call } = setUp({
    wang: { name: '王思琪', status: 1 }, gone: { name: '离职', status: 5 }, refused: undefined,
  })
  expect(await names.all()).toEqual(['王思琪'])
  expect(await names.all()).toEqual(['王思琪'])
  expect(call.mock.calls.filter(([{ query }]) => query.userid === 'wang')).toHaveLength(1)
})

it('knows an admin who has signed in, even while WeCom refuses everything', async () => {
  const { names } = setUp({ Wang: undefined })
  expect(await names.all()).toEqual([])
  await names.note('wang', undefined)
  expect(await names.all()).toEqual([])
  await names.note('wang', '王思琪')
  expect(await names.all()).toEqual(['王思琪'])
})

it('keeps a name that WeCom does not tell any more', async () => {
  const { names } = setUp({ wang: undefined })
  await names.note('wang', '王思琪')
  for (const nothing of [undefined, '']) await names.note('wang', nothing)
  expect(await names.all()).toEqual(['王思琪'])
})

it('writes a name once in each process, and again when it changes', async () => {
  const { names, written } = setUp({ wang: undefined })
  for (const name of ['王思琪', '王思琪', '王琪', '王琪']) await names.note('wang', name)
  expect(written).toHaveLength(2)
  expect(await names.all()).toEqual(['王琪'])
})

it('knows an admin who comes every day, however long the process runs', async () => {
  const { names, clock, written } = setUp({ wang: undefined })
  for (let days = 0; days < 60; days++) {
    await names.note('wang', '王思琪')
    await names.note('wang', '王思琪')
    clock.advance(86_400_000)
  }
  expect(await names.all()).toEqual(['王思琪'])
  expect(written).toHaveLength(60)
})

it('writes a name that could not be written', async () => {
  const { names, fails } = setUp({ wang: undefined })
  fails.set = true
  await expect(names.note('wang', '王思琪')).rejects.toEqual(coded('store_unavailable'))
  fails.set = false
  await names.note('wang', '王思琪')
  expect(await names.all()).toEqual(['王思琪'])
})

it('names three at most', async () => {
  const ids = ['a', 'b', 'c', 'd']
  const { names } = setUp(Object.fromEntries(ids.map(id => [id, { name: id.toUpperCase(), status: 1 }])))
  expect(await names.all()).toEqual(['A', 'B', 'C'])
})
