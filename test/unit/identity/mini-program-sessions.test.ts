import { describe, expect, it } from 'vitest'
import {
  createMemberSessions, createMiniProgramSessions, MINI_PROGRAM_SESSION_MS,
} from '../../../server/identity/mini-program-sessions.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const user = { appId: 'wx0000000000000001', openId: 'oCANARY' }
const sessionKey = 'HyVFkGl5F5OQWJZZaNzBBg=='

function open() {
  let time = 0
  const store = createMemoryStore(() => time)
  const keys: string[] = []
  const watched = { ...store, set: (key: string, value: string, ttlMs: number) => {
    keys.push(key)
    return store.set(key, value, ttlMs)
  } }
  const vault = createPlainVault(watched)
  const [sessions, memberSessions] = [createMiniProgramSessions(vault), createMemberSessions(vault)]
  return { sessions, memberSessions, keys, pass: (ms: number) => time += ms }
}

describe('mini program sessions', () => {
  it('are opened by their token only, until they end', async () => {
    const { sessions, pass } = open()
    const token = await sessions.create(user, sessionKey)
    expect(await sessions.read(token)).toEqual({ user, sessionKey })
    const wrongSecret = token.slice(0, 64) + '0'.repeat(64)
    for (const wrong of [wrongSecret, token.slice(1), '', `${token}0`, token.toUpperCase(), '__proto__']) {
      expect(await sessions.read(wrong)).toBeUndefined()
    }
    pass(MINI_PROGRAM_SESSION_MS)
    expect(await sessions.read(token)).toBeUndefined()
  })

  it('tell nothing by token or key', async () => {
    const { sessions, keys } = open()
    const token = await sessions.create(user, sessionKey)
    expect([token, ...keys].join()).not.toMatch(/CANARY|HyVF/)
  })

  it('are one per user and app', async () => {
    const { sessions } = open()
    const first = await sessions.create(user, sessionKey)
    const elsewhere = await sessions.create({ ...user, appId: 'wx0000000000000002' }, sessionKey)
    const second = await sessions.create(user, sessionKey)
    expect(await sessions.read(first)).toBeUndefined()
    expect(await sessions.read(second)).toEqual({ user, sessionKey })
    expect(await sessions.read(elsewhere)).toMatchObject({ user: { appId: 'wx0000000000000002' } })
  })

  it('of members are no sessions of customers', async () => {
    const { sessions, memberSessions } = open()
    const ofMember = await memberSessions.create({ userId: 'linxiaotong' }, sessionKey)
    expect(await memberSessions.read(ofMember)).toEqual({ user: { userId: 'linxiaotong' }, sessionKey })
    expect(await sessions.read(ofMember)).toBeUndefined()
    expect(await memberSessions.read(await sessions.create(user, sessionKey))).toBeUndefined()
  })

  it('end with the person', async () => {
    const { sessions } = open()
    const token = await sessions.create(user, sessionKey)
    await sessions.end(user)
    expect(await sessions.read(token)).toBeUndefined()
  })
})
