import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LeaseLostError } from '../../../server/jobs/errors.ts'
import { LEASE_MS, createLeases, isLeaseHeld } from '../../../server/jobs/lease.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import type { ManualClock } from '../../support/manual-clock.ts'

let folder: string
let database: SqlDatabase
let clock: ManualClock
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lease-'))
  database = openSqlDatabase({ folder })
  clock = createManualClock()
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

/** Its holder stands still: its clock never wakes it for a heartbeat. */
const deadHolder = (name: string) => createLeases(database, name, createManualClock()).acquire()
const isHeld = (name: string) => database.run(query => isLeaseHeld(query, name))

describe('the lease of a job', () => {
  it('goes to one process, until that one releases it', async () => {
    const first = await deadHolder('a')
    const others = createLeases(database, 'a', clock)
    expect(await others.acquire()).toBeUndefined()
    expect(await isHeld('a')).toBe(true)
    await first!.release()
    expect(await isHeld('a')).toBe(false)
    expect(await others.acquire()).toBeDefined()
  })

  it('does not exclude another job', async () => {
    await deadHolder('a')
    expect(await deadHolder('b')).toBeDefined()
    expect(await isHeld('c')).toBe(false)
  })

  it('goes to another process only after the heartbeat has stood still for so long', async () => {
    await deadHolder('a')
    const others = createLeases(database, 'a', clock)
    expect(await others.acquire()).toBeUndefined()
    clock.advance(LEASE_MS - 1)
    expect(await others.acquire()).toBeUndefined()
    clock.advance(1)
    expect(await others.acquire()).toBeDefined()
  })

  it('refuses every write of a process that has lost it, and its release frees nothing', async () => {
    const lost = await deadHolder('a')
    const others = createLeases(database, 'a', clock)
    await others.acquire()
    clock.advance(LEASE_MS)
    const kept = await others.acquire()
    let written = false
    await expect(lost!.write(async () => void (written = true))).rejects.toBeInstanceOf(LeaseLostError)
    expect(written).toBe(false)
    await lost!.release()
    expect(await isHeld('a')).toBe(true)
    expect(await kept!.write(async () => 'written')).toBe('written')
  })

  it('has no effect of a write that fails', async () => {
    const lease = await deadHolder('a')
    await expect(lease!.write(async (transaction) => {
      await transaction.insertInto('jobLease').values({ name: 'half', holder: 'x', beat: 1 }).execute()
      throw new Error('on purpose')
    })).rejects.toThrow('on purpose')
    expect(await isHeld('half')).toBe(false)
  })
})
