import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLAIM_MS, createDueReminders } from '../../../server/reminders/due-reminders.ts'
import type { DueReminder } from '../../../server/reminders/due-reminders.ts'
import { createReminders } from '../../../server/reminders/reminders.ts'
import { createReminderSender } from '../../../server/reminders/send-reminders.ts'
import { openSqlDatabase } from '../../../server/storage/sql/sql-database.ts'
import type { SqlDatabase, SqlDatabaseOptions } from '../../../server/storage/sql/sql-database.ts'
import { UpstreamRefusedError, UpstreamUnavailableError } from '../../../server/upstream/upstream-error.ts'
import { WECOM } from '../../../server/wecom/wecom-upstream.ts'
import { eventually } from '../../support/eventually.ts'
import { CORP } from '../../support/identity-world.ts'
import { createManualClock } from '../../support/manual-clock.ts'
import type { ReminderTask } from '../../support/reminder-process-main.ts'

const script = fileURLToPath(new URL('../../support/reminder-process-main.ts', import.meta.url))
const MINUTE_MS = 60_000

/** @param place where an empty database is */
export function describeSending(name: string, place: () => Promise<SqlDatabaseOptions>) {
  describe(`the delivery of reminders on ${name}`, { timeout: 120_000 }, () => {
    let at: SqlDatabaseOptions
    let database: SqlDatabase
    let ids = 0
    beforeAll(async () => void (database = openSqlDatabase(at = await place())))
    beforeEach(() => database.run(query => query.deleteFrom('reminder').execute()))
    afterAll(() => database.close())

    const newId = () => (++ids).toString(16).padStart(32, '0')
    const statesOf = async () => (await database.run(query =>
      query.selectFrom('reminder').select('state').orderBy('id').execute())).map(({ state }) => state)

    /** One process with a clock that moves a second at each look. */
    function setUp(send: (reminder: DueReminder) => Promise<boolean>) {
      const clock = createManualClock()
      const undelivered: string[] = []
      const failures: unknown[] = []
      const onSuccess = vi.fn()
      const due = createDueReminders(database, CORP, clock.wall)
      const sender = createReminderSender({
        due,
        send,
        clock,
        onFailure: error => failures.push(error),
        onSuccess,
        onUndelivered: ({ text }) => undelivered.push(text),
      })
      const reminders = createReminders({ database, corpId: CORP, now: clock.wall, newId, changed: () => {} })
      const untilStates = (states: string[]) => eventually(async () => {
        clock.advance(1_000)
        expect(await statesOf()).toEqual(states)
      })
      /** It may sleep: only the clock wakes it. */
      const stop = async () => {
        const stopped = sender.stop()
        clock.advance(1_000)
        await stopped
      }
      return { clock, due, start: sender.start, stop, reminders, undelivered, failures, onSuccess, untilStates }
    }

    it('waits until they are due, and again after a snooze', async () => {
      const sent: string[] = []
      const { clock, start, stop, reminders, untilStates, failures } = setUp(async ({ text, version }) => {
        sent.push(`${text} ${version}`)
        return true
      })
      const [now, later] = [clock.wall(), clock.wall() + 60 * MINUTE_MS]
      const { id } = await reminders.add('lin', 'wm1', { text: 'now', dueAt: now })
      await reminders.add('lin', 'wm1', { text: 'later', dueAt: later })
      start()
      await untilStates(['sent', 'open'])
      await reminders.snooze('lin', { externalUserId: 'wm1', id }, { version: 1, dueAt: now })
      await untilStates(['sent', 'open'])
      clock.jump(60 * MINUTE_MS)
      await untilStates(['sent', 'sent'])
      expect([sent, failures]).toEqual([['now 1', 'now 2', 'later 1'], []])
      await stop()
    })

    it('sends all of them after ten minutes without WeCom, and gives up what WeCom refuses for itself', async () => {
      let end = Infinity
      const { clock, start, stop, reminders, undelivered, untilStates } = setUp(async ({ text }) => {
        if (text === 'refused') throw new UpstreamRefusedError(WECOM, 'message/send', 42_028)
        if (text === 'sent before') throw new UpstreamRefusedError(WECOM, 'message/send', 42_014)
        if (text === 'left') return false
        if (clock.monotonic() < end) throw new UpstreamUnavailableError(WECOM, 'message/send', 'connection')
        return true
      })
      end = clock.monotonic() + 10 * MINUTE_MS
      for (const text of ['a', 'b', 'refused', 'sent before', 'left']) {
        await reminders.add(text, 'wm1', { text, dueAt: clock.wall() })
      }
      start()
      await untilStates(['open', 'open', 'failed', 'sent', 'failed'])
      clock.advance(10 * MINUTE_MS)
      await untilStates(['sent', 'sent', 'failed', 'sent', 'failed'])
      expect(undelivered.sort()).toEqual(['left', 'refused'])
      await stop()
    })

    it('tells that it works, and not while the database fails', async () => {
      const { clock, due, start, stop, failures, onSuccess } = setUp(async () => true)
      const claim = vi.spyOn(due, 'claim').mockRejectedValue(new Error('away'))
      start()
      const untilMoved = (check: () => void) => eventually(() => {
        clock.advance(1_000)
        check()
      })
      await untilMoved(() => expect(failures.length).toBeGreaterThan(2))
      expect(onSuccess).not.toHaveBeenCalled()
      claim.mockRestore()
      await untilMoved(() => expect(onSuccess).toHaveBeenCalled())
      await stop()
    })

    it('does not tell that it works when a result cannot be written', async () => {
      const { clock, due, start, stop, reminders, failures, onSuccess } = setUp(async () => true)
      vi.spyOn(due, 'settle').mockRejectedValue(new Error('away'))
      const { claim } = due
      const successes: number[] = []
      vi.spyOn(due, 'claim').mockImplementation(() => {
        successes.push(onSuccess.mock.calls.length)
        return claim()
      })
      await reminders.add('lin', 'wm1', { text: 'a', dueAt: clock.wall() })
      start()
      await eventually(() => expect(successes.slice(0, 2)).toEqual([0, 0]))
      expect(failures).toEqual([new Error('away')])
      await stop()
    })

    it('gives a claim of a dead process to another one, also when the clock is set back', async () => {
      const { clock, due, reminders } = setUp(async () => true)
      await reminders.add('lin', 'wm1', { text: 'a', dueAt: clock.wall() - 60 * MINUTE_MS })
      const [first] = await due.claim()
      expect(await due.claim()).toEqual([])
      clock.jump(-15 * MINUTE_MS)
      const [second] = await due.claim()
      expect(second).toMatchObject({ id: first!.id })
      await due.settle(first!, { state: 'failed' })
      expect(await statesOf()).toEqual(['open'])
      clock.advance(CLAIM_MS)
      expect(await due.claim()).toHaveLength(1)
    })

    it('sends each one once while the clock jumps by 15 minutes, forwards and back', async () => {
      const sent: string[] = []
      const { clock, start, stop, reminders, failures } = setUp(async ({ text }) => {
        sent.push(text)
        return true
      })
      const begin = clock.wall()
      const minutes = Array.from({ length: 60 }, (_, minute) => minute)
      for (const minute of minutes) {
        await reminders.add(`member${minute % 20}`, 'wm1', { text: `${minute}`, dueAt: begin + minute * MINUTE_MS })
      }
      start()
      for (const jump of [15, -15, -15, 15, 15, -15, 15, 15, 15, -15, 15, 15]) {
        clock.jump(jump * MINUTE_MS)
        const due = minutes.filter(minute => begin + minute * MINUTE_MS <= clock.wall()).map(String)
        await eventually(() => {
          clock.advance(1_000)
          expect(sent).toEqual(expect.arrayContaining(due))
        })
      }
      expect(sent.map(Number).sort((a, b) => a - b)).toEqual(minutes)
      expect(failures).toEqual([])
      await stop()
    })

    it('keeps the claim of a send that takes long, for its process alone', async () => {
      let sends = 0
      let end = () => {}
      const { clock, due, start, stop, reminders, untilStates } = setUp(async () => {
        sends++
        await new Promise<void>(resolve => end = resolve)
        return true
      })
      const claimedUntil = async () => {
        const row = await database.run(query => query.selectFrom('reminder').select('claimedUntil').executeTakeFirst())
        return row!.claimedUntil
      }
      await reminders.add('lin', 'wm1', { text: 'a', dueAt: clock.wall() })
      start()
      await eventually(() => expect(sends).toBe(1))
      for (let passed = 0; passed < 2 * CLAIM_MS; passed += 1_000) {
        const until = await claimedUntil()
        clock.advance(1_000)
        await eventually(async () => expect(await claimedUntil()).toBe(until + 1_000))
        expect(await due.claim()).toEqual([])
      }
      end()
      await untilStates(['sent'])
      expect(sends).toBe(1)
      await stop()
    })

    it('gives a claim to no process whose clock is behind, or that has waited for its turn', async () => {
      const { clock, due, reminders } = setUp(async () => true)
      await reminders.add('lin', 'wm1', { text: 'a', dueAt: clock.wall() - MINUTE_MS })
      expect(await due.claim()).toHaveLength(1)
      for (const behindMs of [1, 50, 10_000]) {
        expect(await createDueReminders(database, CORP, () => clock.wall() - behindMs).claim()).toEqual([])
      }
    })

    it('renews no claim that another process has taken over', async () => {
      const { clock, due, reminders } = setUp(async () => true)
      await reminders.add('lin', 'wm1', { text: 'a', dueAt: clock.wall() })
      const first = await due.claim()
      clock.advance(CLAIM_MS)
      expect(await due.claim()).toHaveLength(1)
      clock.advance(CLAIM_MS - 1)
      await due.renew(first)
      clock.advance(1)
      expect(await due.claim()).toHaveLength(1)
    })

    it('sends a member 15 a minute, also from processes whose clocks differ, and after a minute the next', async () => {
      const { clock, due, reminders } = setUp(async () => true)
      for (let i = 0; i < 40; i++) await reminders.add('lin', 'wm1', { text: `${i}`, dueAt: clock.wall() - MINUTE_MS })
      const behind = createDueReminders(database, CORP, () => clock.wall() - 10_000)
      const claimAll = async () => {
        const claimed = [await due.claim(), await behind.claim(), await due.claim()].flat()
        for (const one of claimed) await due.settle(one, { state: 'sent' })
        return claimed.length
      }
      expect(await claimAll()).toBe(15)
      expect(await claimAll()).toBe(0)
      await reminders.add('wang', 'wm1', { text: 'other', dueAt: clock.wall() - MINUTE_MS })
      expect(await claimAll()).toBe(1)
      clock.advance(MINUTE_MS)
      expect(await claimAll()).toBe(15)
    })

    it('fills up what is left of the 15, member by member', async () => {
      const { clock, due, reminders } = setUp(async () => true)
      for (let i = 0; i < 14; i++) await reminders.add('lin', 'wm1', { text: `${i}`, dueAt: clock.wall() })
      expect(await due.claim()).toHaveLength(14)
      for (const owner of ['lin', 'lin', 'wang', 'wang']) {
        await reminders.add(owner, 'wm1', { text: newId(), dueAt: clock.wall() })
      }
      expect((await due.claim()).map(({ ownerUserId }) => ownerUserId)).toEqual(['lin', 'wang', 'wang'])
    })

    it('claims from the moment of its turn on, however long it has waited', async () => {
      const { clock, due, reminders } = setUp(async () => true)
      await reminders.add('lin', 'wm1', { text: 'a', dueAt: clock.wall() })
      let claim: ReturnType<typeof due.claim> | undefined
      await database.exclusively(`reminders-claim ${CORP}`, async () => {
        claim = due.claim()
        clock.advance(CLAIM_MS)
      })
      expect(await claim).toMatchObject([{ claimedAt: clock.wall() }])
    })

    it('loses and doubles none of 300 when a process is killed in mid-send', async () => {
      const delivered: string[] = []
      const known = new Set<string>()
      const processes: ChildProcess[] = []
      const server = createServer((request, response) => void readText(request).then((body) => {
        // As WeCom's duplicate check: an equal request delivers nothing.
        if (!known.has(body)) delivered.push((JSON.parse(body) as DueReminder).text)
        known.add(body)
        if (delivered.length === 100) processes[0]!.kill('SIGKILL')
        setTimeout(() => response.end(), 20)
      })).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const reminders = createReminders({ database, corpId: CORP, now: Date.now, newId, changed: () => {} })
      const texts = Array.from({ length: 300 }, (_, i) => `reminder ${i}`)
      for (const [i, text] of texts.entries()) {
        await reminders.add(`member${i % 100}`, 'wm1', { text, dueAt: Date.now() })
      }
      const task: ReminderTask = { place: at, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
      for (let i = 0; i < 3; i++) {
        const parameters = [script, JSON.stringify(task)]
        processes.push(spawn(process.execPath, parameters, { stdio: ['ignore', 'ignore', 'inherit'] }))
      }
      try {
        await eventually(async () => expect(await statesOf()).toEqual(texts.map(() => 'sent')), 60_000)
        expect(processes[0]!.signalCode).toBe('SIGKILL')
        expect(delivered.sort()).toEqual(texts.sort())
      }
      finally {
        for (const one of processes) one.kill('SIGKILL')
        server.close()
      }
    })
  })
}
