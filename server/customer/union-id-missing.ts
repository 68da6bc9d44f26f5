import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { UnionIdMissingReason } from '#shared/types/customer.ts'
import type { KeyValueStore } from '../storage/key-value-store.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'

/**
 * WeCom leaves unionid out without saying why (doc 92114). The reason is inferred from what this company's answers looked
 * like so far: whether any WeChat customer ever came with a unionid, and whether they have stopped coming.
 */
export interface UnionIdEvidence {
  /** Takes note of an answer of WeCom. @returns why unionid is missing, undefined when it is there */
  judge(contact: ExternalContact): Promise<UnionIdMissingReason | undefined>
}

const KEY = 'union-id-evidence'
const LIFETIME_MS = 365 * 24 * 60 * 60_000
/** So many different WeChat customers in a row without one, after some had one: the binding itself is broken. */
const STOPPED_AFTER = 5

/** Hashes of external userids: whoever counts customers need not know them, and an erased one is not kept here. */
const storedEvidence = v.pipe(v.string(), v.parseJson(), v.object({ missedInARow: v.array(v.string()) }))

export function createUnionIdEvidence(store: KeyValueStore): UnionIdEvidence {
  /** Undefined until the first unionid of this company was seen; then the customers that lacked one since the last. */
  async function readMissed(): Promise<string[] | undefined> {
    const parsed = v.safeParse(storedEvidence, await store.get(KEY))
    return parsed.success ? parsed.output.missedInARow : undefined
  }
  const write = (missedInARow: string[]) => store.set(KEY, JSON.stringify({ missedInARow }), LIFETIME_MS)

  return {
    async judge({ type, unionId, avatar, externalUserId }) {
      if (unionId) {
        if ((await readMissed())?.length !== 0) await write([])
        return undefined
      }
      if (type === 'wecom') return 'wecom_contact'
      // Self-built apps always get the field, empty if need be; third-party and 代开发 apps never do (doc 92114).
      if (avatar === undefined) return 'third_party_app'

      const missed = await readMissed()
      if (!missed) return 'developer_account_not_bound'
      const customer = createHash('sha256').update(externalUserId).digest('hex')
      if (missed.length < STOPPED_AFTER && !missed.includes(customer)) {
        missed.push(customer)
        await write(missed)
      }
      return missed.length < STOPPED_AFTER ? 'not_returned_yet' : 'subject_mismatch'
    },
  }
}
