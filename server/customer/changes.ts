import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'

/** How often a process reads what others announce, milliseconds. All of them must know a change within a second. */
const POLL_MS = 200
/** How long an announcement is kept, milliseconds. It is read much sooner; its lack makes copies outdated. */
const KEPT_MS = 60 * 60_000
/** How long a value may be kept while a process cannot learn of changes, milliseconds: also less than a second. */
const BLIND_MS = 500

const changeSchema = v.variant('kind', [
  /** A customer, or a relation to a follower. */
  v.object({ kind: v.literal('customer'), externalUserId: v.string() }),
  /** What is written here about a customer: notes, stage, fields, reminders. */
  v.object({ kind: v.literal('story'), externalUserId: v.string() }),
  /** Which customers a member has. */
  v.object({ kind: v.literal('customersOf'), userId: v.string() }),
  v.object({ kind: v.literal('tagLibrary') }),
  /** No copy of this customer from before may be shown, not even an old one. */
  v.object({ kind: v.literal('erasure'), externalUserId: v.string() }),
  /** Any of the above may have changed. */
  v.object({ kind: v.literal('unknown') }),
])
const entrySchema = v.object({ by: v.string(), changes: v.array(changeSchema) })

/** What has changed in WeCom or here, so that copies of it are outdated. */
export type Change = v.InferOutput<typeof changeSchema>

/**
 * Changes of what processes keep copies of: each process that shares the store knows of a change within a second.
 * While it cannot know (the store is away), copies live for half a second.
 */
export interface Changes {
  /** Tells the listeners of this process now, those of others in the background. Neither waits nor throws. */
  announce(...changes: Change[]): void
  /** @param listener deletes copies; must not throw */
  subscribe(listener: (change: Change) => void): void
  /** How long a copy that is made now may be kept, milliseconds. @param ms while this process learns of changes */
  lifetime(ms: number): number
  /** Begins to read what other processes announce. */
  start(): void
  /** Stops to read, and waits for the announcements of this process. */
  stop(): Promise<void>
}

/** @param vault what processes share */
export function createChanges(vault: Vault): Changes {
  const journal = vault.journal('changes', entrySchema, KEPT_MS)
  const by = randomUUID()
  const listeners: ((change: Change) => void)[] = []
  let timer: NodeJS.Timeout | undefined
  let polling: Promise<void> | undefined
  let announcing = Promise.resolve()
  /** Up to where this process knows the journal; undefined while it cannot be read. */
  let end: string | undefined
  let hasFailedToAnnounce = false

  function tell(changes: Change[]): void {
    for (const change of changes) for (const listener of listeners) listener(change)
  }

  async function write(changes: Change[]): Promise<void> {
    try {
      await journal.append({ by, changes })
    }
    catch {
      hasFailedToAnnounce = true
    }
  }

  async function read(): Promise<void> {
    const page = end === undefined ? undefined : await journal.readOn(end)
    end = page ? page.end : await journal.end()
    // After the end was found: what is announced from now on will be read.
    tell(page ? page.entries.flatMap(entry => entry.by === by ? [] : entry.changes) : [{ kind: 'unknown' }])
  }

  async function poll(): Promise<void> {
    try {
      await read()
    }
    catch {
      const wasKnown = end !== undefined
      end = undefined
      if (wasKnown) tell([{ kind: 'unknown' }])
      return
    }
    if (!hasFailedToAnnounce) return
    hasFailedToAnnounce = false
    await write([{ kind: 'unknown' }])
  }

  return {
    announce(...changes) {
      tell(changes)
      announcing = announcing.then(() => write(changes))
    },
    subscribe: listener => void listeners.push(listener),
    lifetime: ms => end === undefined ? Math.min(ms, BLIND_MS) : ms,
    start() {
      timer ??= setInterval(() => {
        polling ??= poll().finally(() => polling = undefined)
      }, POLL_MS).unref()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await Promise.all([polling, announcing])
    },
  }
}
