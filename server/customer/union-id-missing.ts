import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { UnionIdMissingReason } from '#shared/types/customer.ts'
import type { Vault } from '../storage/vault.ts'
import type { ExternalContact } from '../wecom/api/external-contact.ts'

/**
 * WeCom omits unionid without giving a reason (doc 92114). The reason is inferred from earlier answers of this company:
 * whether any WeChat customer ever had a unionid, and whether unionids have stopped coming.
 */
export interface UnionIdEvidence {
  /** Records an answer of WeCom. @returns why unionid is missing; undefined when it is there */
  judge(contact: ExternalContact): Promise<UnionIdMissingReason | undefined>
}

const LIFETIME_MS = 365 * 24 * 60 * 60_000
/** When so many different WeChat customers in a row lack a unionid although others had one, the binding is broken. */
const STOPPED_AFTER = 5

/** Hashes of external userids: counting needs no ids, and an erased customer must not be stored here. */
const storedEvidence = v.object({ missedInARow: v.array(v.string()) })

export function createUnionIdEvidence(vault: Vault): UnionIdEvidence {
  const slot = vault.slot('union-id-evidence', storedEvidence, LIFETIME_MS)
  /**
   * Undefined until the first unionid of this company was seen; then the customers without one since the last unionid.
   */
  const readMissed = async () => (await slot.get())?.missedInARow
  const write = (missedInARow: string[]) => slot.set({ missedInARow })

  return {
    async judge({ type, unionId, avatar, externalUserId }) {
      if (unionId) {
        if ((await readMissed())?.length !== 0) await write([])
        return undefined
      }
      if (type === 'wecom') return 'wecom_contact'
      // Self-built apps always get the field, empty if need be; third-party and 代开发 apps never do (doc 92114).
      if (avatar === undefined) return 'third_party_app'

      let missed = await readMissed()
      if (!missed) return 'developer_account_not_bound'
      const customer = createHash('sha256').update(externalUserId).digest('hex')
      if (missed.length < STOPPED_AFTER && !missed.includes(customer)) {
        missed = [...missed, customer]
        await write(missed)
      }
      return missed.length < STOPPED_AFTER ? 'not_returned_yet' : 'subject_mismatch'
    },
  }
}
