import type { CustomerNotes } from '#shared/types/customer-edit.ts'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import type { Subject } from '../identity/subjects.ts'
import type { Alongside } from '../storage/sql/sql-database.ts'
import { entryOfEvent } from './callback-entry.ts'
import type { NewEntry, StoryChanged } from './entry.ts'
import type { CustomerEvent } from './event-queue.ts'
import type { EntryWriter } from './write-entries.ts'

const HOUR_MS = 60 * 60_000

/** An event that a system of the company reports. */
export interface ReportedEvent {
  id: string
  /** Milliseconds since 1970. */
  at: number
  text: string
  /** An external userid without a scope is one of the corp. */
  about: Omit<Subject, 'scope'> & { scope?: string }
}

export interface OwnEntriesOptions {
  corpId: string
  entries: Pick<EntryWriter, 'write' | 'soon'>
  /** Milliseconds since 1970. */
  now: () => number
  newId: () => string
  /** Called when an entry is stored that open pages have to show. */
  changed: StoryChanged
}

/** @returns the entry of a sign-in to a mini program, one an hour */
export function signInEntry({ appId, openId, at }: { appId: string, openId: string, at: number }): NewEntry {
  return {
    subject: { kind: 'openId', scope: appId, id: openId },
    at,
    kind: 'sign_in',
    action: 'mini_program',
    source: 'wechat',
    eventId: `mini_program ${appId} ${openId} ${Math.floor(at / HOUR_MS)}`,
    details: { appId },
  }
}

/** Writes what happens here, in WeCom, and in the systems of the company. */
export type OwnEntries = ReturnType<typeof createOwnEntries>

export function createOwnEntries({ corpId, entries, now, newId, changed }: OwnEntriesOptions) {
  const ofCorp = (id: string): Subject => ({ kind: 'externalUserId', scope: corpId, id })

  function noteChange(userId: string, externalUserId: string, change: Pick<NewEntry, 'action' | 'details'>): void {
    const subject = ofCorp(externalUserId)
    const what = { kind: 'change', source: 'sidebar', eventId: newId(), who: userId } as const
    entries.soon({ ...change, ...what, subject, at: now() })
  }

  return {
    /** A member has changed these of their notes about a customer. In the background. */
    noteNotes: (userId: string, externalUserId: string, fields: (keyof CustomerNotes)[]) =>
      noteChange(userId, externalUserId, { action: 'notes', details: { fields } }),
    /** A member has changed their tags of a customer: which ones, colleagues do not learn. In the background. */
    noteTags: (userId: string, externalUserId: string) => noteChange(userId, externalUserId, { action: 'tags' }),
    /**
     * A member has sent a reply to a customer. Its text is not kept; titles of the member's own replies are theirs.
     *
     * @throws {AppError} store_unavailable
     */
    async noteReply(userId: string, externalUserId: string, reply?: QuickReply): Promise<void> {
      const subject = ofCorp(externalUserId)
      const details = reply?.scope === 'corp' ? { reply: reply.title } : {}
      const what = { kind: 'reply', action: 'sent', source: 'sidebar', eventId: newId(), who: userId } as const
      await entries.write([{ ...what, subject, at: now(), details }])
      changed([subject])
    },
    /** @returns how many entries are new. @throws {AppError} store_unavailable */
    async noteEvent(event: CustomerEvent): Promise<number> {
      const entry = entryOfEvent(corpId, event)
      return entry ? entries.write([entry]) : 0
    },
    /**
     * @param by names the key of the system
     * @param alongside writes more in the transaction
     * @returns how many were new
     */
    report: (events: readonly ReportedEvent[], by: string, alongside?: Alongside) =>
      entries.write(events.map(({ id, at, text, about }) => ({
        subject: { ...about, scope: about.scope ?? corpId },
        at,
        kind: 'event',
        action: 'reported',
        source: by,
        eventId: id,
        text,
      })), alongside),
  }
}
