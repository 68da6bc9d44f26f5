import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../server/errors/app-error.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { CLAIM_MS, createEventQueue, MOST_ATTEMPTS, pruneEvents } from '../../../server/story/event-queue.ts'
import type { CustomerEvent } from '../../../server/story/event-queue.ts'
import { createEventWorker } from '../../../server/story/event-worker.ts'
import { peopleInGroup } from '../../../server/story/group-event.ts'
import type { CustomerChange, GroupChange } from '../../../server/wecom/callback/event.ts'
import type { GroupWay } from '../../../shared/types/timeline.ts'
import { eventually } from '../../support/eventually.ts'
import { CORP, NOON } from '../../support/identity-world.ts'
import { createStory, wipeStory } from '../../support/story-world.ts'

const DAY_MS = 24 * 60 * 60_000
const PROCESSES = 4
const COPIES = 10

const eventOf = (change: CustomerChange, minute: number): CustomerEvent =>
  ({ kind: 'customer', externalUserId: 'wm1', userId: 'lin', change, at: NOON / 1_000 + minute * 60 })

function permutationsOf<T>(list: readonly T[]): T[][] {
  if (list.length === 0) return [[]]
  return list.flatMap((one, i) => permutationsOf(list.toSpliced(i, 1)).map(others => [one, ...others]))
}

/** @param place where an empty database is */
export function describeEvents(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`events of WeCom on ${name}`, { timeout: 120_000 }, () => {
    let database: SqlDatabase
    let now = NOON
    beforeAll(async () => void (database = openSqlDatabase(await place())))
    beforeEach(async () => {
      now = NOON
      await wipeStory(database)
    })
    afterAll(() => database.close())

    const queue = () => createEventQueue(database, CORP, () => now)
    const waiting = () => database.run(query =>
      query.selectFrom('callbackEvent').select(['attempts', 'problem']).orderBy('id').execute())

    function begin(apply: (event: CustomerEvent) => Promise<unknown>, events = queue()) {
      const aside: unknown[] = []
      const failures: unknown[] = []
      const onSuccess = vi.fn()
      const worker = createEventWorker({
        queue: events,
        apply: async event => void await apply(event),
        now: () => now,
        onFailure: error => failures.push(error),
        onSuccess,
        onAside: ({ change }, error) => aside.push([change, error]),
      })
      return { ...worker, aside, failures, onSuccess }
    }

    it('have the same effect in each of the 24 orders, each ten times over four processes', async () => {
      const events = [eventOf('added', 0), eventOf('edited', 1), eventOf('deleted_by_customer', 2), eventOf('added', 3)]
      for (const order of permutationsOf(events)) {
        await wipeStory(database)
        const story = createStory(database)
        const processes = Array.from({ length: PROCESSES }, () => begin(story.own.noteEvent))
        for (const event of order) {
          await Promise.all(Array.from({ length: COPIES }, (_, i) => processes[i % PROCESSES]!.receive(event)))
        }
        await eventually(async () => expect(await waiting()).toEqual([]))
        await Promise.all(processes.map(({ stop }) => stop()))
        const { entries, deletedAt } = await story.timeline.page('lin', 'wm1')
        expect(entries.map(({ action, count }) => [action, count])).toEqual([
          ['added', 1], ['deleted_by_customer', 1], ['in_wecom', 1], ['added', 1],
        ])
        expect(deletedAt).toBeUndefined()
        expect(processes.flatMap(({ failures, aside }) => [...failures, ...aside])).toEqual([])
      }
    })

    it('that are in hand are finished when a process stops; the next one works on the others', async () => {
      const worked: unknown[] = []
      const first = begin(async ({ at }) => {
        await setImmediate()
        worked.push(at)
      })
      const events = Array.from({ length: 100 }, (_, minute) => eventOf('edited', minute))
      await first.receive(...events)
      await first.stop()
      expect(worked.length).toBeLessThan(100)
      const next = begin(async ({ at }) => worked.push(at))
      await next.receive(eventOf('edited', 100))
      await eventually(async () => expect(await waiting()).toEqual([]))
      await next.stop()
      expect(new Set(worked).size).toBe(101)
      expect(worked).toHaveLength(101)
    })

    it('tell once who joined and left a customer group, and how', async () => {
      const group = (change: GroupChange, minute: number, way?: GroupWay, people = ['wm1', 'lin', 'wm1', 'wo2']) =>
        peopleInGroup({ kind: 'group', chatId: 'wr1', change, way, people, at: NOON / 1_000 + minute * 60 })
      const story = createStory(database)
      const worker = begin(story.own.noteEvent)
      for (const events of [group('left_group', 200, 'removed'), group('joined_group', 0, 'qr_code')]) {
        for (let i = 0; i < COPIES; i++) await worker.receive(...events)
      }
      await worker.receive(...group('joined_group', 0, 'qr_code', ['wm1']).map(event => ({ ...event, chatId: 'wr2' })))
      await eventually(async () => expect(await waiting()).toEqual([]))
      await worker.stop()
      const told = async (id: string) => (await story.timeline.page('lin', id)).entries
        .map(({ kind, action, groupWay, who, count }) => [kind, action, groupWay, who, count])
      expect(await told('wm1')).toEqual([
        ['group', 'left_group', 'removed', undefined, 1], ['group', 'joined_group', 'qr_code', undefined, 2],
      ])
      expect(await told('wo2')).toHaveLength(2)
      expect(await told('lin')).toEqual([])
      expect(peopleInGroup({ kind: 'group', chatId: 'wr1', people: ['wm1'], at: 1 })).toEqual([])
    })

    it('are a success when they are worked on, not while the database fails', async () => {
      const events = queue()
      const worker = begin(async () => {}, events)
      vi.spyOn(events, 'claim').mockRejectedValueOnce(new Error('away'))
      await worker.receive(eventOf('added', 0))
      await eventually(() => expect(worker.failures).toEqual([new Error('away')]))
      expect(worker.onSuccess).not.toHaveBeenCalled()
      await worker.receive(eventOf('added', 1))
      await eventually(() => expect(worker.onSuccess).toHaveBeenCalled())
      await worker.stop()
      expect(worker.failures).toHaveLength(1)
    })

    it('go aside when they cannot be worked on, hold up no other, and are tried again a day later', async () => {
      const done: CustomerEvent['change'][] = []
      let isMended = false
      const beginAnew = () => begin(async ({ change }) => {
        if (change === 'edited' && !isMended) throw new TypeError('poison')
        done.push(change)
      })
      const aside: unknown[] = []
      await queue().add(eventOf('edited', 0))
      for (let i = 0; aside.length === 0; i++) {
        now += CLAIM_MS
        const worker = beginAnew()
        await worker.receive(eventOf('added', i))
        await worker.stop()
        aside.push(...worker.aside)
      }
      expect(aside).toEqual([['edited', new TypeError('poison')]])
      expect(await waiting()).toEqual([{ attempts: MOST_ATTEMPTS, problem: 'TypeError' }])
      expect(done.length).toBeGreaterThanOrEqual(MOST_ATTEMPTS - 1)
      isMended = true
      now += DAY_MS
      await beginAnew().receive(eventOf('deleted_by_customer', 1))
      await eventually(async () => expect(await waiting()).toEqual([]))
      expect(done).toContain('edited')
    })

    it('go aside also when they end each process that works on them', async () => {
      const event = eventOf('edited', 0)
      await queue().add(event)
      for (let attempts = 1; attempts <= MOST_ATTEMPTS; attempts++) {
        expect(await queue().claim()).toMatchObject([{ event, attempts }])
        expect(await queue().claim()).toEqual([])
        now += CLAIM_MS
      }
      expect(await queue().claim()).toEqual([])
      // A process whose clock is behind does not take it for one from before a change of the clock.
      expect(await createEventQueue(database, CORP, () => now - CLAIM_MS - 1_000).claim()).toEqual([])
      expect(await waiting()).toEqual([{ attempts: MOST_ATTEMPTS, problem: 'unfinished' }])
      await queue().add(event)
      expect(await waiting()).toHaveLength(1)
      await pruneEvents(database, CORP, now)
      expect(await waiting()).toEqual([])
    })

    it('wait for the end of an outage, however long it is', async () => {
      let isAway = true
      const beginAnew = () => begin(async () => {
        if (isAway) throw new AppError('store_unavailable')
      })
      for (let i = 0; i < 3 * MOST_ATTEMPTS; i++) {
        const worker = beginAnew()
        await worker.receive(eventOf('edited', 0))
        await worker.stop()
        expect(await waiting()).toEqual([{ attempts: 0, problem: null }])
        now += CLAIM_MS
      }
      isAway = false
      const worker = beginAnew()
      worker.start()
      await eventually(async () => expect(await waiting()).toEqual([]))
      await worker.stop()
      expect(worker.aside).toEqual([])
    })

    it('are worked on by another process when theirs has died, and when the clock was set back', async () => {
      await queue().add(eventOf('edited', 0))
      const [first] = await queue().claim()
      now += CLAIM_MS
      const [second] = await queue().claim()
      expect(second).toMatchObject({ id: first!.id, attempts: 2 })
      await queue().settle(first!, { kind: 'failed', problem: 'late', retryAt: 0 })
      expect(await queue().claim()).toEqual([])
      now -= 2 * DAY_MS
      expect(await queue().claim()).toMatchObject([{ attempts: 3 }])
    })
  })
}
