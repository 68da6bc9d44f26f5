import * as v from 'valibot'
import type { Colleague } from '#shared/types/customer.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import type { Vault } from '../storage/vault.ts'
import { isRefusal, UpstreamRefusedError } from '../upstream/upstream-error.ts'
import type { WecomClient } from '../wecom/client.ts'
import { getMember } from '../wecom/api/member.ts'
import type { Member } from '../wecom/api/member.ts'
import type { CustomerSource } from './customer-source.ts'

/** Most colleagues by name: each may cost one call of WeCom. */
const MOST_NAMED = 2
/** How long a name is kept, milliseconds: names change rarely. */
const KEPT_MS = 24 * 60 * 60_000

export interface ColleaguesOptions {
  wecom: WecomClient
  source: Pick<CustomerSource, 'recent'>
  vault: Vault
}

/** WeCom does not name members who have left or are outside the app's visible range. It is asked again after a day. */
function notNamed(error: unknown): Member {
  if (isRefusal(error, 'no_member') || (error instanceof UpstreamRefusedError && error.concernsMember)) {
    return { name: '', active: false }
  }
  throw error
}

/**
 * @returns finds the colleagues of a member who follow a customer, too: those who added the customer last. Only for a
 * member who may see the customer. A colleague whose name WeCom does not tell is left out.
 */
export function createColleagues({ wecom, source, vault }: ColleaguesOptions) {
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

  return async (userId: string, externalUserId: string): Promise<Colleague[]> => {
    const { followUsers } = await source.recent(externalUserId)
    const latest = followUsers
      .filter(other => !isSameMember(other.userId, userId))
      .sort((a, b) => b.createTime - a.createTime)
      .slice(0, MOST_NAMED)
    const names = await Promise.all(latest.map(other => nameOf(other.userId)))
    return latest.flatMap((other, index) => names[index] ? { userId: other.userId, name: names[index] } : [])
  }
}
