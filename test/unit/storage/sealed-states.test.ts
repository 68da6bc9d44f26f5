import * as v from 'valibot'
import { beforeEach, expect, it } from 'vitest'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createSealedStates } from '../../../server/storage/sealed-states.ts'
import type { SealedStates } from '../../../server/storage/sealed-states.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const encryption = createEncryption(['a password of thirty-two characters'], 'test')
const content = { app: 'wx1' }

let time: number
let locks: string[]
let states: SealedStates<typeof content>
beforeEach(() => {
  time = 1_700_000_000_000
  locks = []
  const store = createMemoryStore(() => time)
  const vault = createPlainVault({ ...store, acquire: (lock, ttlMs) => {
    locks.push(lock)
    return store.acquire(lock, ttlMs)
  } })
  states = createSealedStates({
    encryption, vault, now: () => time, content: v.object({ app: v.string() }), lifetimeMs: 1_000,
  })
})

it('a state opens what was sealed for it until it expires', () => {
  const sealed = states.seal('one', content)
  expect(states.open('one', sealed)).toMatchObject(content)
  time += 999
  expect(states.open('one', sealed)).toMatchObject(content)
  time += 1
  expect(states.open('one', sealed)).toBeUndefined()
})

it('a state opens nothing else', () => {
  const other = encryption.encrypt('{"app":7}', 'one')
  for (const sealed of [undefined, '', 7, [states.seal('one', content)], states.seal('two', content), other]) {
    expect(states.open('one', sealed)).toBeUndefined()
  }
})

it('a state is used once, whatever other states are used, and the store does not learn it', async () => {
  expect([await states.use('one'), await states.use('two'), await states.use('one')]).toEqual([true, true, false])
  expect(locks.join()).not.toMatch(/one|two/)
  expect(locks[0]).toMatch(/^oauth-state:[0-9a-f]{64}$/)
})
