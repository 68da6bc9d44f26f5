import type { CustomerEdit, CustomerNotes, RevealedMobiles, TagEdit, TagGroup } from '#shared/types/customer-edit.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import { AppError, hasCode } from '../errors/app-error.ts'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import type { WecomClient } from '../wecom/client.ts'
import { getCorpTags } from '../wecom/api/corp-tags.ts'
import { markTags, setRemark } from '../wecom/api/customer-notes.ts'
import type { FollowUser } from '../wecom/api/external-contact.ts'
import type { Changes } from './changes.ts'
import { createCorpTagCache } from './corp-tag-cache.ts'
import type { CustomerSource } from './customer-source.ts'
import { evenRefusals } from './even-timing.ts'
import { createTurns } from './turns.ts'

export interface CustomerEditsOptions {
  wecom: WecomClient
  source: Pick<CustomerSource, 'ask'>
  /** Holds the locks that keep changes of one customer apart, over all processes. */
  vault: Vault
  changes: Changes
  clock: Clock
}

/** What a member can change about a customer. The member must follow the customer, under every access policy. */
export interface CustomerEdits {
  /**
   * @throws {AppError} edit_conflict when WeCom's values are not those the member saw
   * @throws {AppError} customer_not_found when the member does not follow the customer
   */
  changeNotes(userId: string, externalUserId: string, edit: CustomerEdit): Promise<void>
  /** @throws {AppError} customer_not_found when the member does not follow the customer */
  changeTags(userId: string, externalUserId: string, edit: TagEdit): Promise<void>
  /** The full numbers. @throws {AppError} customer_not_found when the member does not follow the customer */
  revealMobiles(userId: string, externalUserId: string): Promise<RevealedMobiles>
  /** The company's tags, in the order of the admin console. */
  tagLibrary(): Promise<TagGroup[]>
}

export function createCustomerEdits({ wecom, source, vault, changes, clock }: CustomerEditsOptions): CustomerEdits {
  const inTurn = createTurns({ vault, clock })
  const even = evenRefusals(error => hasCode(error, 'customer_not_found'), clock)
  const corpTags = createCorpTagCache({ fetch: () => getCorpTags(wecom), changes, clock })

  /** The member's own relation as WeCom has it now, never from a cache. */
  async function currentRelation(userId: string, externalUserId: string): Promise<FollowUser> {
    const { followUsers } = await source.ask(externalUserId)
    const own = followUsers.find(followUser => isSameMember(followUser.userId, userId))
    if (!own) throw new AppError('customer_not_found')
    return own
  }

  /** WeCom refuses concurrent changes of one customer by one member (45035), so they run one at a time. */
  function change(userId: string, externalUserId: string, write: (own: FollowUser) => Promise<void>): Promise<void> {
    return even(() => inTurn(`${userId} ${externalUserId}`, async () => {
      const own = await currentRelation(userId, externalUserId)
      try {
        await write(own)
      }
      finally {
        // WeCom raises no event about a change by API (doc 92130). One that seems to fail may have been made.
        changes.announce({ kind: 'customer', externalUserId })
      }
    }))
  }

  return {
    changeNotes: (userId, externalUserId, { before, after }) => change(userId, externalUserId, async (own) => {
      if (!isAsSeen(own, before)) throw new AppError('edit_conflict')
      const { remark, description, remarkCorpName, mobiles } = after
      await setRemark(wecom, userId, externalUserId, { remark, description, remarkCorpName, remarkMobiles: mobiles })
    }),

    changeTags: (userId, externalUserId, edit) =>
      change(userId, externalUserId, () => markTags(wecom, userId, externalUserId, edit)),

    revealMobiles: (userId, externalUserId) => even(async () => ({
      mobiles: (await currentRelation(userId, externalUserId)).remarkMobiles,
    })),

    tagLibrary: corpTags.get,
  }
}

/** Compares only the fields that the member saw. */
function isAsSeen(own: FollowUser, before: CustomerNotes): boolean {
  const actual: Required<CustomerNotes> = {
    remark: own.remark,
    description: own.description,
    remarkCorpName: own.remarkCorpName ?? '',
    mobiles: own.remarkMobiles,
  }
  return Object.entries(before).every(([field, seen]) =>
    seen === undefined || JSON.stringify(seen) === JSON.stringify(actual[field as keyof CustomerNotes]))
}
