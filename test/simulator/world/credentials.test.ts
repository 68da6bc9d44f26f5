import { describe, expect, it } from 'vitest'
import { createCodes } from '../../../simulator/world/codes.ts'
import { createCredentials } from '../../../simulator/world/credentials.ts'

describe('createCredentials', () => {
  it('keeps several live tokens apart after an early revocation', () => {
    let now = 0
    const credentials = createCredentials(() => now)
    const first = credentials.issue('access_token', 1, 10)
    credentials.revoke('access_token')
    const second = credentials.issue('access_token', 1, 10)
    expect(credentials.state(first)).toBe('revoked')
    expect(credentials.state(second)).toBe('live')
    now = 10_000
    expect(credentials.state(second)).toBe('expired')
    expect(credentials.find('access_token', second.value)).toBe(second)
  })

  it('revokes one kind only and counts what it ended', () => {
    const credentials = createCredentials(() => 0)
    const ticket = credentials.issue('corp_ticket', undefined, 10)
    credentials.issue('agent_ticket', 1, 10)
    credentials.issue('agent_ticket', 2, 10)
    expect(credentials.revoke('agent_ticket')).toBe(2)
    expect(credentials.revoke('agent_ticket')).toBe(0)
    expect(credentials.state(ticket)).toBe('live')
  })

  it('forgets the oldest dead ones', () => {
    const credentials = createCredentials(() => 0)
    for (let count = 0; count < 200; count++) {
      credentials.issue('access_token', 1, 10)
      credentials.revoke('access_token')
    }
    expect(credentials.all().length).toBeLessThanOrEqual(50)
  })
})

describe('createCodes', () => {
  it('never gives one out twice and stays bounded', () => {
    const codes = createCodes(() => 0)
    const values = Array.from({ length: 6_000 }, () => codes.issue({ userId: 'a', agentId: 1, redirectHost: 'h' }))
    expect(new Set(values).size).toBe(6_000)
    expect(codes.find(values[0] ?? '')).toBeUndefined()
    expect(codes.find(values.at(-1) ?? '')).toMatchObject({ userId: 'a', used: false })
  })
})
