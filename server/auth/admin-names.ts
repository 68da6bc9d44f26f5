import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import { getMember } from '../wecom/api/member.ts'
import type { WecomClient } from '../wecom/client.ts'

/** Enough for a member who looks for help. */
const MOST_NAMED = 3
const DAY_MS = 24 * 60 * 60_000
const LIFETIME_MS = 30 * DAY_MS

/** What the admins are called, so that a member who has to report a failure knows who can help. */
export interface AdminNames {
  /** An admin has a session. Writes once a day in each process. @param name absent when WeCom does not tell it */
  note(userId: string, name: string | undefined): Promise<void>
  /** Of the first admins in NUXT_ADMIN_USER_IDS. Those that WeCom does not tell are left out; never throws. */
  all(): Promise<string[]>
}

export interface AdminNamesOptions {
  wecom: Pick<WecomClient, 'call'>
  vault: Vault
  clock: Pick<Clock, 'monotonic'>
  adminUserIds: readonly string[]
}

export function createAdminNames({ wecom, vault, clock, adminUserIds }: AdminNamesOptions): AdminNames {
  const slotOf = (userId: string) =>
    vault.slot(`admin-name:${vault.fingerprint(userId.toLowerCase())}`, v.string(), LIFETIME_MS)
  /** What this process has written. The store keeps a name for a while only: a process may run for longer. */
  const noted = new Map<string, { name: string, at: number }>()

  async function note(userId: string, name: string | undefined): Promise<void> {
    const known = noted.get(userId)
    const now = clock.monotonic()
    if (!name || (known?.name === name && now - known.at < DAY_MS)) return
    await slotOf(userId).set(name)
    noted.set(userId, { name, at: now })
  }

  /** The stored name first: while WeCom refuses the set-up, it tells no names. */
  async function nameOf(userId: string): Promise<string | undefined> {
    const known = await slotOf(userId).get()
    if (known) return known
    const { name, active } = await getMember(wecom, userId)
    if (!active) return undefined
    await note(userId, name)
    return name
  }

  return {
    note,
    async all() {
      const names = await Promise.all(adminUserIds.slice(0, MOST_NAMED).map(userId =>
        nameOf(userId).catch(() => undefined)))
      return names.filter(name => name !== undefined)
    },
  }
}
