import { beforeEach, describe, expect, it } from 'vitest'
import { createOauthStates, isOauthState } from '../../../server/auth/oauth-states.ts'
import type { OauthStates } from '../../../server/auth/oauth-states.ts'
import { createEncryption } from '../../../server/storage/encryption.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const pending = { returnPath: '/?a=1', attempt: 1 }
const unknown = { returnPath: '/', attempt: 0 }
const MINUTE = 60_000

let time: number
let acquired: number
/** Two processes with one store. */
let states: OauthStates
let others: OauthStates
beforeEach(() => {
  time = 1_700_000_000_000
  acquired = 0
  const store = createMemoryStore(() => time)
  const vault = createPlainVault({ ...store, acquire: (lock, ttlMs) => {
    acquired++
    return store.acquire(lock, ttlMs)
  } })
  const open = (password = 'a password of thirty-two characters') =>
    createOauthStates({ encryption: createEncryption([password], 'sign-in'), vault, now: () => time })
  states = open()
  others = open()
})

async function consume(process: OauthStates, oauthState: unknown, sealed: unknown) {
  const { ours, pending } = process.read(oauthState, sealed)
  return { accepted: ours && await process.use(oauthState), pending }
}

describe('OAuth states', () => {
  it('are accepted once, in any process, from the browser that started', async () => {
    const { oauthState, sealed } = states.issue(pending)
    expect(await consume(others, oauthState, sealed)).toEqual({ accepted: true, pending })
    for (const process of [states, others]) {
      expect(await consume(process, oauthState, sealed)).toEqual({ accepted: false, pending })
    }
  })

  it('have a form that WeCom accepts, a thousand times', () => {
    for (let i = 0; i < 1_000; i++) {
      const { oauthState } = states.issue(pending)
      expect(oauthState).toMatch(/^[a-zA-Z0-9]{32,128}$/)
      expect(isOauthState(oauthState)).toBe(true)
    }
  })

  it('write nothing until their browser comes back', async () => {
    const { oauthState, sealed } = states.issue(pending)
    await consume(states, oauthState, undefined)
    await consume(states, states.issue(pending).oauthState, sealed)
    expect(acquired).toBe(0)
    await consume(states, oauthState, sealed)
    expect(acquired).toBe(1)
  })

  it('are refused when missing, invented or from another browser', async () => {
    const { oauthState, sealed } = states.issue(pending)
    const wrong = [
      undefined, null, '', 'a1', ['x'], [oauthState], 'f'.repeat(64), `${oauthState}0`, oauthState.toUpperCase(),
    ]
    for (const state of wrong) {
      expect(await consume(states, state, sealed), String(state)).toEqual({ accepted: false, pending: unknown })
    }
    const another = states.issue(pending)
    for (const cookie of [another.sealed, undefined, '', sealed.slice(1), `A${sealed}`, 7, [sealed]]) {
      expect(await consume(states, oauthState, cookie), String(cookie))
        .toEqual({ accepted: false, pending: { returnPath: '/', attempt: 1 } })
    }
    expect(await consume(states, `${'f'.repeat(64)}2`, sealed))
      .toEqual({ accepted: false, pending: { returnPath: '/', attempt: 2 } })
  })

  it('are accepted for ten minutes, and a used one is not accepted after them', async () => {
    const [young, late] = [states.issue(pending), states.issue(pending)]
    time += 10 * MINUTE - 1
    expect((await consume(states, young.oauthState, young.sealed)).accepted).toBe(true)
    time += 1
    expect((await consume(states, late.oauthState, late.sealed)).accepted).toBe(false)
    time += 10 * MINUTE
    expect((await consume(states, young.oauthState, young.sealed)).accepted).toBe(false)
  })

  it('count no more than nine attempts', async () => {
    for (const [attempt, counted] of [[9, 9], [12, 9], [-1, 0]] as const) {
      const { oauthState, sealed } = states.issue({ returnPath: '/', attempt })
      expect((await consume(states, oauthState, sealed)).pending.attempt).toBe(counted)
    }
  })

  it('of several tabs work at the same time', async () => {
    const issued = Array.from({ length: 5 }, (_, tab) => states.issue({ returnPath: `/?tab=${tab}`, attempt: 0 }))
    for (const [tab, { oauthState, sealed }] of issued.entries()) {
      expect((await consume(states, oauthState, sealed)).pending.returnPath).toBe(`/?tab=${tab}`)
    }
  })
})
