import type { Follower, Person } from '#shared/types/identity.ts'
import { hasCode } from '../errors/app-error.ts'
import type { Clock } from '../upstream/clock.ts'
import type { CustomerSource } from './customer-source.ts'

/** How long to wait for WeCom, milliseconds: less than the time limit of the request, which is four seconds. */
const PATIENCE_MS = 2_500

export interface FollowersOptions {
  source: Pick<CustomerSource, 'recent'>
  corpId: string
  clock: Clock
}

/** @returns adds the followers, at most a minute old, to each account of a person that is a customer of the corp */
export function createFollowers({ source, corpId, clock }: FollowersOptions): (person: Person) => Promise<Person> {
  async function followersOf(externalUserId: string): Promise<Follower[] | 'unavailable'> {
    try {
      const { followUsers } = await source.recent(externalUserId)
      return followUsers.map(({ userId, createTime }) => {
        return { userId, since: new Date(createTime * 1_000).toISOString() }
      })
    }
    catch (error) {
      // The rest of the answer comes from our own database and does not need WeCom.
      return hasCode(error, 'customer_not_found') ? [] : 'unavailable'
    }
  }

  return async (person) => {
    const tooLate = clock.sleep(PATIENCE_MS).then(() => 'unavailable' as const)
    const accounts = person.accounts.map(async account => account.kind !== 'externalUserId' || account.scope !== corpId
      ? account
      : { ...account, followers: await Promise.race([followersOf(account.id), tooLate]) })
    return { ...person, accounts: await Promise.all(accounts) }
  }
}
