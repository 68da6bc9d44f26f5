import { describe, expect, it } from 'vitest'
import { createUnionIdEvidence } from '../../../server/customer/union-id-missing.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import type { ExternalContact } from '../../../server/wecom/api/external-contact.ts'
import { createPlainVault } from '../../support/plain-vault.ts'

const contact = (changes: Partial<ExternalContact>): ExternalContact => ({
  externalUserId: 'wm1', name: 'x', avatar: '', type: 'wechat', gender: 'unknown', attributes: [], ...changes,
})
const without = (id: string) => contact({ externalUserId: id })
const withUnionId = contact({ externalUserId: 'wm0', unionId: 'o0' })

describe('why a unionid is missing', () => {
  it('is undefined when the unionid is there', async () => {
    expect(await createUnionIdEvidence(createPlainVault()).judge(withUnionId)).toBeUndefined()
  })

  it('is known for two causes that the answer shows', async () => {
    const evidence = createUnionIdEvidence(createPlainVault())
    expect(await evidence.judge(contact({ type: 'wecom' }))).toBe('wecom_contact')
    expect(await evidence.judge(contact({ avatar: undefined }))).toBe('third_party_app')
  })

  it('is a missing binding while no customer ever had a unionid', async () => {
    const evidence = createUnionIdEvidence(createPlainVault())
    for (let i = 0; i < 20; i++) expect(await evidence.judge(without(`wm${i}`))).toBe('developer_account_not_bound')
  })

  it('is found without stored ids of customers: an erased customer must not stay', async () => {
    const memory = createMemoryStore()
    const written: string[] = []
    const evidence = createUnionIdEvidence(createPlainVault({ ...memory, set: (key, value, ttlMs) => {
      written.push(value)
      return memory.set(key, value, ttlMs)
    } }))
    await evidence.judge(withUnionId)
    await evidence.judge(without('wmCANARY'))
    expect(written.length).toBe(2)
    expect(written.join()).not.toContain('CANARY')
  })

  it('is a delay when only one customer has no unionid', async () => {
    const vault = createPlainVault()
    const evidence = createUnionIdEvidence(vault)
    await evidence.judge(withUnionId)
    for (let i = 0; i < 20; i++) expect(await evidence.judge(without('wm1'))).toBe('not_returned_yet')
    // A restart does not lose it.
    expect(await createUnionIdEvidence(vault).judge(without('wm1'))).toBe('not_returned_yet')
  })

  it('is another subject when unionids came and then stopped, until one comes again', async () => {
    const evidence = createUnionIdEvidence(createPlainVault())
    await evidence.judge(withUnionId)
    const reasons = []
    for (let i = 1; i <= 6; i++) reasons.push(await evidence.judge(without(`wm${i}`)))
    expect(reasons.slice(0, 4)).toEqual(Array(4).fill('not_returned_yet'))
    expect(reasons.slice(4)).toEqual(['subject_mismatch', 'subject_mismatch'])
    await evidence.judge(withUnionId)
    expect(await evidence.judge(without('wm1'))).toBe('not_returned_yet')
  })
})
