import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGroupCommit } from '../../../server/storage/sqlite-group-commit.ts'
import { createUseTable, openUses } from '../../../server/storage/sqlite-uses.ts'

const WINDOW_MS = 60_000
const SLICE_MS = 1_000

/** @param prepare what an earlier version has left */
function open(prepare = '') {
  const file = new DatabaseSync(':memory:')
  file.exec(prepare)
  createUseTable(file)
  const time = { now: 0 }
  const use = openUses(file, createGroupCommit(file), () => time.now)
  return { file, time, use }
}

describe('uses in slices of a window', () => {
  it('grant never more than the limit in any window, and refuse nothing for longer than a slice more', async () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 })
    await fc.assert(fc.asyncProperty(pauses, fc.integer({ min: 1, max: 6 }), async (pauses, limit) => {
      const { time, use } = open()
      const granted: number[] = []
      for (const pause of pauses) {
        time.now += pause
        const within = (ms: number) => granted.filter(at => at > time.now - ms).length
        const isGranted = (await use('a', { limit, windowMs: WINDOW_MS })).granted
        expect(isGranted ? within(WINDOW_MS) < limit : within(WINDOW_MS + SLICE_MS) >= limit).toBe(true)
        if (isGranted) granted.push(time.now)
      }
    }))
  })

  it('share a row', async () => {
    const { file, time, use } = open()
    for (time.now = 0; time.now < WINDOW_MS; time.now += 100) await use('a', { limit: 1_000, windowMs: WINDOW_MS })
    const { rows, uses } = file.prepare('SELECT count(*) AS rows, sum(uses) AS uses FROM limited_use').get()!
    expect({ rows, uses }).toEqual({ rows: 60, uses: 600 })
  })

  it('count for a whole window after the clock was set back', async () => {
    const { file, time, use } = open()
    const limit = { limit: 3, windowMs: WINDOW_MS }
    for (let i = 0; i < 2; i++) await use('a', limit)
    // As followClock does it.
    file.exec('UPDATE limited_use SET expires_at = expires_at - 30000')
    expect((await use('a', limit)).granted).toBe(true)
    time.now = WINDOW_MS - 1
    expect((await use('a', limit)).granted).toBe(false)
  })

  it('are taken back one by one, each once', async () => {
    const { use } = open()
    const limit = { limit: 2, windowMs: WINDOW_MS }
    const [first] = await Promise.all([use('a', limit), use('a', limit)])
    if (first.granted) await Promise.all([first.undo(), first.undo()])
    expect((await use('a', limit)).granted).toBe(true)
    expect((await use('a', limit)).granted).toBe(false)
  })

  it('count beside those that an earlier version has written', async () => {
    const { use } = open(`
      CREATE TABLE limited_use (
        key TEXT NOT NULL, item TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (key, item)
      ) WITHOUT ROWID;
      CREATE INDEX limited_use_key ON limited_use (key, expires_at);
      INSERT INTO limited_use VALUES ('a', 'x', 5000), ('a', 'y', 5000)`)
    expect((await use('a', { limit: 3, windowMs: WINDOW_MS })).granted).toBe(true)
    expect(await use('a', { limit: 3, windowMs: WINDOW_MS })).toEqual({ granted: false, retryAfterMs: 5_000 })
    expect((await use('a', { limit: 3, windowMs: WINDOW_MS }, 'x')).granted).toBe(true)
  })
})
