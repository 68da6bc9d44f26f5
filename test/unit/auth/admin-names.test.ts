import { expect, it, vi } from 'vitest'
import { createAdminNames } from '../../../server/auth/admin-names.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import type { WecomClient } from '../../../server/wecom/client.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

function setUp(answers: Record<string, object | undefined>, adminUserIds = Object.keys(answers)) {
  const store = createMemoryStore(createManualClock().monotonic)
  const written: string[] = []
  const vault = createPlainVault({ ...store, set: (key, value, ttlMs) => {
    written.push(key)
    return store.set(key, value, ttlMs)
  } })
  const call = vi.fn(async ({ query }: { query: { userid: string } }) => {
    const answer = answers[query.userid]
    if (!answer) throw new Error('refused')
    return answer
  })
  const wecom = { call: call as unknown as WecomClient['call'] }
  return { call, written, names: createAdminNames({ wecom, vault, adminUserIds }) }
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

it('names three at most', async () => {
  const ids = ['a', 'b', 'c', 'd']
  const { names } = setUp(Object.fromEntries(ids.map(id => [id, { name: id.toUpperCase(), status: 1 }])))
  expect(await names.all()).toEqual(['A', 'B', 'C'])
})
