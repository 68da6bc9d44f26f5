import { StoppedError } from '../jobs/errors.ts'
import { pause } from '../jobs/pause.ts'
import { callFor } from '../upstream/caller.ts'
import type { Clock } from '../upstream/clock.ts'
import { UpstreamRefusedError } from '../upstream/upstream-error.ts'
import type { DueReminder, DueReminders, SendOutcome } from './due-reminders.ts'

const POLL_MS = 1_000
/** Twice and more within a claim, so that one that is late or fails loses nothing. */
const RENEW_MS = 1_000
const FIRST_RETRY_MS = 2_000
const LONGEST_RETRY_MS = 30_000
/** An outage that lasts longer: the member sees the reminder in the list only. */
const GIVE_UP_MS = 24 * 60 * 60_000
/** Refusals of one reminder; WeCom's outages and limits are not counted as such. */
const MOST_REFUSALS = 5
/** A card with this task id was sent: the process that sent it died before it wrote so. */
const SENT_BEFORE = 42_014
/** WeCom knows none of the receivers. */
const NO_RECEIVER = 81_013

export interface ReminderSenderOptions {
  due: DueReminders
  /** @returns false when the member cannot get it */
  send: (reminder: DueReminder) => Promise<boolean>
  clock: Clock
  onFailure: (error: unknown) => void
  /** Called after each look for due reminders, when the outcomes of all that were found are written. */
  onSuccess: () => void
  /** Admins learn of a reminder that is not delivered. */
  onUndelivered: (reminder: DueReminder, error?: unknown) => void
}

/** Sends reminders when they are due; every process of a fleet does. */
export interface ReminderSender {
  start(): void
  /** Waits for the sends in progress. */
  stop(): Promise<void>
}

export function createReminderSender(options: ReminderSenderOptions): ReminderSender {
  const { due, send, clock, onFailure, onSuccess, onUndelivered } = options
  const stopping = new AbortController()
  let working: Promise<void> | undefined

  async function outcomeOf(reminder: DueReminder): Promise<SendOutcome> {
    try {
      if (await send(reminder)) return { state: 'sent' }
    }
    catch (error) {
      const errcode = error instanceof UpstreamRefusedError ? error.errcode : undefined
      if (errcode === SENT_BEFORE) return { state: 'sent' }
      if (errcode !== NO_RECEIVER) return again(reminder, error)
    }
    onUndelivered(reminder)
    return { state: 'failed' }
  }

  function again(reminder: DueReminder, error: unknown): SendOutcome {
    const { attempts, dueAt } = reminder
    const isRefused = error instanceof UpstreamRefusedError && error.isUnexplained
    if (clock.wall() - dueAt > GIVE_UP_MS || (isRefused && attempts + 1 >= MOST_REFUSALS)) {
      onUndelivered(reminder, error)
      return { state: 'failed' }
    }
    return { state: 'open', nextAt: clock.wall() + Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS) }
  }

  /** Other processes leave these alone while this one sends them. */
  async function hold(claimed: readonly DueReminder[], sending: Promise<unknown>): Promise<void> {
    const isDone = () => Promise.race([clock.sleep(RENEW_MS).then(() => false), sending.then(() => true)])
    while (!await isDone()) await due.renew(claimed).catch(onFailure)
  }

  /** @returns whether all outcomes are written */
  async function sendAll(claimed: readonly DueReminder[]): Promise<boolean> {
    const sending = Promise.allSettled(claimed.map(async (reminder) => {
      await due.settle(reminder, await outcomeOf(reminder))
    }))
    await hold(claimed, sending)
    const failed = (await sending).filter(result => result.status === 'rejected')
    for (const { reason } of failed) onFailure(reason)
    return failed.length === 0
  }

  async function sendDue(): Promise<number> {
    const claimed = await due.claim()
    if (claimed.length === 0 || await sendAll(claimed)) onSuccess()
    return claimed.length
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      const count = await sendDue().catch((error: unknown) => {
        onFailure(error)
        return 0
      })
      if (count === 0) await pause(POLL_MS, clock, stopping.signal)
    }
  }

  return {
    start() {
      working ??= callFor({ kind: 'system', isJob: true }, work).catch((error: unknown) => {
        if (!(error instanceof StoppedError)) onFailure(error)
      })
    },
    async stop() {
      stopping.abort()
      await working
    },
  }
}
