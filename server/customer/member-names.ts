import * as v from 'valibot'
import type { Vault } from '../storage/vault.ts'
import { isRefusal, UpstreamRefusedError } from '../upstream/upstream-error.ts'
import type { WecomClient } from '../wecom/client.ts'
import { getMember } from '../wecom/api/member.ts'
import type { Member } from '../wecom/api/member.ts'

/** How long a name is kept, milliseconds: names change rarely. */
const KEPT_MS = 24 * 60 * 60_000
/** Each name that is not kept costs a call of WeCom. */
const MOST_NAMED = 5

export interface MemberNamesOptions {
  wecom: WecomClient
  vault: Vault
}

/** Names of colleagues. */
export interface MemberNames {
  /** @returns undefined for a member who has left, and while WeCom does not tell the name */
  of(userId: string): Promise<string | undefined>
  /** @returns the known names of the first few of these members, by userid */
  ofSome(userIds: readonly string[]): Promise<Record<string, string>>
}

/** WeCom does not name members who have left or are outside the app's visible range. It is asked again after a day. */
function notNamed(error: unknown): Member {
  if (isRefusal(error, 'no_member') || (error instanceof UpstreamRefusedError && error.concernsMember)) {
    return { name: '', active: false }
  }
  throw error
}

export function createMemberNames({ wecom, vault }: MemberNamesOptions): MemberNames {
  async function nameOf(userId: string): Promise<string | undefined> {
    const slot = vault.slot(`member-name:${vault.fingerprint(userId)}`, v.string(), KEPT_MS)
    // Without the store, and without WeCom, the page still tells how many colleagues there are.
    const kept = await slot.get().catch(() => undefined)
    if (kept !== undefined) return kept || undefined
    try {
      const { name, active } = await getMember(wecom, userId).catch(notNamed)
      await slot.set(active ? name : '').catch(() => {})
      return active ? name : undefined
    }
    catch {
      return undefined
    }
  }

  return {
    of: nameOf,
    async ofSome(userIds) {
      const some = [...new Set(userIds)].slice(0, MOST_NAMED)
      const names = await Promise.all(some.map(nameOf))
      return Object.fromEntries(some.flatMap((userId, i) => names[i] ? [[userId, names[i]]] : []))
    },
  }
}
