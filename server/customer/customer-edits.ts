import type { CustomerEdit, CustomerNotes, RevealedMobiles, TagEdit, TagGroup } from '#shared/types/customer-edit.ts'
import type { Vault } from '../storage/vault.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { Clock } from '../upstream/clock.ts'
import { getCorpTags } from '../wecom/api/corp-tags.ts'
import { markTags, setRemark } from '../wecom/api/customer-notes.ts'
import type { FollowUser } from '../wecom/api/external-contact.ts'
import { createCorpTagCache } from './corp-tag-cache.ts'
import type { CustomerSource } from './customer-source.ts'
import { evenRefusals } from './even-timing.ts'
import { createTurns } from './turns.ts'
import { AppError, hasCode } from '../errors/app-error.ts'

export interface CustomerEditsOptions {
  wecom: WecomClient
  source: CustomerSource
  /** Separates changes of one customer, over all processes. */
  vault: Vault
  clock: Clock
}

/** What a member may change about an own customer. All of it needs the member's own relation, whatever the access policy. */
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
  tagLibrary(): Promise<TagGroup[]>
  /** Makes the next look at the library ask WeCom. */
  forgetTagLibrary(): void
}

export function createCustomerEdits({ wecom, source, vault, clock }: CustomerEditsOptions): CustomerEdits {
  const inTurn = createTurns({ vault, clock })
  const even = evenRefusals(error => hasCode(error, 'customer_not_found'), clock)
  const corpTags = createCorpTagCache(() => getCorpTags(wecom), clock)

  /** The member's own relation, as WeCom has it this moment. */
  async function currentRelation(userId: string, externalUserId: string): Promise<FollowUser> {
    const { followUsers } = await source.ask(externalUserId)
    const own = followUsers.find(followUser => followUser.userId === userId)
    if (!own) throw new AppError('customer_not_found')
    return own
  }

  return {
    // WeCom fails concurrent changes of the same customer and member (45035): one at a time.
    changeNotes: (userId, externalUserId, { before, after }) => even(() => inTurn(`${userId} ${externalUserId}`, async () => {
      const own = await currentRelation(userId, externalUserId)
      if (!isAsSeen(own, before)) throw new AppError('edit_conflict')
      const { remark, description, remarkCorpName, mobiles } = after
      await setRemark(wecom, userId, externalUserId, { remark, description, remarkCorpName, remarkMobiles: mobiles })
      source.forget(externalUserId)
    })),

    changeTags: (userId, externalUserId, edit) => even(() => inTurn(`${userId} ${externalUserId}`, async () => {
      await currentRelation(userId, externalUserId)
      await markTags(wecom, userId, externalUserId, edit)
      source.forget(externalUserId)
    })),

    revealMobiles: (userId, externalUserId) => even(async () => ({
      mobiles: (await currentRelation(userId, externalUserId)).remarkMobiles,
    })),

    tagLibrary: corpTags.get,
    forgetTagLibrary: corpTags.forget,
  }
}

/** Fields the member did not look at do not matter. */
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
