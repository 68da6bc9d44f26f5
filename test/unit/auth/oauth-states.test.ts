import { describe, expect, it } from 'vitest'
import { createOauthStates } from '../../../server/auth/oauth-states.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const pending = { returnPath: '/?a=1', attempt: 1 }

function setUp() {
  let time = 0
  const states = createOauthStates(createPlainVault(createMemoryStore(() => time)))
  return { states, advance: (ms: number) => time += ms }
}

describe('OAuth states', () => {
  it('are accepted once, from the browser that started', async () => {
    const { states } = setUp()
    const { oauthState, browserKey } = await states.issue(pending)
    expect(await states.consume(oauthState, browserKey)).toEqual({ accepted: true, pending })
    expect(await states.consume(oauthState, browserKey)).toEqual({ accepted: false })
  })

  it('have a form that WeCom accepts, ten thousand times', async () => {
    const { states } = setUp()
    for (let i = 0; i < 10_000; i++) {
      expect((await states.issue(pending)).oauthState).toMatch(/^[a-zA-Z0-9]{32,128}$/)
    }
  })

  it('are refused when missing, invented, expired or from another browser', async () => {
    const { states, advance } = setUp()
    const first = await states.issue(pending)
    const second = await states.issue(pending)
    const { oauthState } = first
    const wrong = [undefined, null, '', 'a1', ['x'], 'f'.repeat(64), `${oauthState}0`, oauthState.toUpperCase()]
    for (const state of wrong) {
      expect(await states.consume(state, first.browserKey)).toEqual({ accepted: false })
    }
    expect(await states.consume(first.oauthState, second.browserKey)).toEqual({ accepted: false, pending })
    expect(await states.consume(second.oauthState, undefined)).toEqual({ accepted: false, pending })
    const late = await states.issue(pending)
    advance(10 * 60_000)
    expect(await states.consume(late.oauthState, late.browserKey)).toEqual({ accepted: false })
  })

  it('of several tabs work at the same time', async () => {
    const { states } = setUp()
    const issued = await Promise.all(Array.from({ length: 5 }, (_, i) => {
      return states.issue({ returnPath: `/?tab=${i}`, attempt: 0 })
    }))
    for (const [i, { oauthState, browserKey }] of issued.entries()) {
      expect((await states.consume(oauthState, browserKey)).pending?.returnPath).toBe(`/?tab=${i}`)
    }
  })
})
