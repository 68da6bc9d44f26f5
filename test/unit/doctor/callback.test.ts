import { describe, expect, it } from 'vitest'
import { callback as check } from '../../../server/doctor/checks/callback.ts'
import type { DoctorContext } from '../../../server/doctor/context.ts'
import type { EvidenceKind, Occurrence } from '../../../server/doctor/evidence.ts'
import { createCallbackReceiver } from '../../../server/wecom/callback/receiver.ts'
import { createMemoryStore } from '../../../server/storage/memory-store.ts'
import { createPlainVault } from '../../support/plain-vault.ts'
import { realClock } from '../../support/manual-clock.ts'

const SECRETS = { token: 'Token123', aesKey: 'k'.repeat(43), corpId: 'ww1' }
const at = Date.parse('2026-11-26T08:00:00Z')
const once = (name: string): Occurrence => ({ name, count: 2, firstAt: at - 60_000, lastAt: at })

function run(evidence: Partial<Record<EvidenceKind, Occurrence[]>>) {
  const receiver = createCallbackReceiver({
    secrets: SECRETS, vault: createPlainVault(createMemoryStore(performance.now)), now: Date.now,
  })
  return check.run({
    config: {
      callbackToken: SECRETS.token, callbackAesKey: SECRETS.aesKey, corpId: SECRETS.corpId,
      siteOrigins: ['https://sidebar.example.com'],
    },
    clock: realClock,
    wecom: { skewMs: () => 0 },
    site: {
      async get(url: string) {
        const { searchParams } = new URL(url)
        return { status: 200, text: receiver.readEcho(Object.fromEntries(searchParams)) }
      },
    },
    evidence: { read: async (kind: EvidenceKind) => evidence[kind] ?? [] },
  } as unknown as DoctorContext)
}

describe('the check of callbacks', () => {
  it('is right when the message comes back, and names the last event', async () => {
    expect(await run({})).toMatchObject({ status: 'ok', evidence: { en: 'no event yet' } })
    expect(await run({ 'callback-event': [once('customer')] }))
      .toMatchObject({ status: 'ok', evidence: { en: 'last event 2026-11-26T08:00:00Z' } })
  })

  it('warns of events that are set aside, and says how often and when', async () => {
    const found = await run({ 'callback-event': [once('customer')], 'callback-aside': [once('edited')] })
    expect(found).toMatchObject({
      status: 'warn', cause: 'aside', evidence: 'edited: 2×, 2026-11-26T07:59:00Z – 2026-11-26T08:00:00Z',
    })
  })
})
