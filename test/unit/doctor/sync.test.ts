import { describe, expect, it } from 'vitest'
import { sync as check } from '../../../server/doctor/checks/sync.ts'
import type { DoctorContext } from '../../../server/doctor/context.ts'
import type { SyncProgress } from '../../../server/identity/sync/run-state.ts'
import { realClock } from '../../support/manual-clock.ts'

const HOUR = 60 * 60_000
const now = Date.parse('2026-11-28T08:00:00Z')

function run(progress: Partial<SyncProgress> | undefined, identitySyncHours = 24) {
  const found = progress && { customers: 9, withUnionId: 8, skippedMembers: [], ...progress }
  return check.run({
    config: { identitySyncHours },
    progress: async () => found,
    clock: { ...realClock, wall: () => now },
    wecom: { members: async () => [] },
  } as unknown as DoctorContext)
}

describe('the check of the full sync', () => {
  it.each([
    ['is skipped when the sync is switched off', 'skipped', undefined, { finishedAt: now }, 0],
    ['is right before the first run', 'ok', undefined, undefined, 24],
    ['is right after a run', 'ok', undefined, { startedAt: now - 2 * HOUR, finishedAt: now - HOUR }, 24],
    ['is right while a run goes on', 'ok', undefined, { startedAt: now - HOUR }, 24],
    ['warns when no run ends', 'warn', 'late', { startedAt: now - 73 * HOUR }, 24],
    ['warns when a run has failed', 'warn', 'failed', { startedAt: now - HOUR, failedAt: now - 60_000 }, 24],
    ['warns of an end in the future', 'warn', 'late', { startedAt: now, finishedAt: now + 9_000 * HOUR }, 24],
    ['warns of members who were left out', 'warn', 'skippedMembers',
      { finishedAt: now, skippedMembers: [{ userId: 'lisi', errcode: 60111 }] }, 24],
  ] as const)('%s', async (_name, status, cause, progress, hours) => {
    const found = await run(progress as Partial<SyncProgress> | undefined, hours)
    expect(found).toMatchObject({ status, ...cause && { cause } })
  })
})
