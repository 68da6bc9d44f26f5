import type { Kysely } from 'kysely'
import { REMINDER_LIMITS } from '#shared/limits.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import { hasCode } from '../errors/app-error.ts'
import type { Leases } from '../jobs/lease.ts'
import type { ReminderTable } from '../storage/sql/reminder-schema.ts'
import type { Schema } from '../storage/sql/schema.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import type { QuietPeople, QuietPerson } from '../story/quiet-people.ts'
import type { FollowUser } from '../wecom/api/external-contact.ts'
import { nextMorning } from './next-morning.ts'

/** More would not be worked off in a day. Those beyond it come on the next days. */
const MOST_A_MORNING = 20

export interface QuietCustomersOptions {
  database: SqlDatabase
  corpId: string
  people: QuietPeople
  /** One process at a time does it. */
  leases: Leases
  /** The followers of a customer, at most a minute old. @throws {AppError} customer_not_found when there are none */
  followersOf: (externalUserId: string) => Promise<readonly FollowUser[]>
  /** What the member reads. */
  textOf: (days: number) => string
  /** Milliseconds since 1970. */
  now: () => number
  /** A new unique id, 32 hexadecimal letters. */
  newId: () => string
  /** Called for each customer with a new reminder, so that open pages learn of it. Must not throw. */
  changed: (externalUserId: string) => void
}

/** Who is reminded, and of which of the customers that the person is. */
interface Follow extends FollowUser {
  externalUserId: string
}

/**
 * Reminds members of customers without contact for as many days as their stage allows: the member who did something
 * last, or one who follows the customer now. Once for each time without contact, over all processes. When no member can
 * be reminded of a customer, that customer is not considered again before the next morning.
 *
 * @returns how many reminders are new; 0 while another process does it
 * @throws {AppError} store_unavailable
 * @throws {UpstreamRefusedError | UpstreamUnavailableError}
 */
export type RemindOfQuiet = () => Promise<number>

export function createRemindOfQuiet(options: QuietCustomersOptions): RemindOfQuiet {
  const { database, corpId, people, leases, followersOf, textOf, now, newId, changed } = options

  async function followsOf(externalUserId: string): Promise<Follow[]> {
    try {
      return (await followersOf(externalUserId)).map(follower => ({ ...follower, externalUserId }))
    }
    catch (error) {
      if (hasCode(error, 'customer_not_found')) return []
      throw error
    }
  }

  /** One of these members, if the customer is theirs, the first before the second; else who added the customer last. */
  async function chooseFollow(person: QuietPerson, wanted: readonly string[]): Promise<Follow | undefined> {
    const follows: Follow[] = []
    for (const externalUserId of person.externalUserIds) follows.push(...await followsOf(externalUserId))
    follows.sort((a, b) => b.createTime - a.createTime)
    for (const userId of wanted) {
      const follow = follows.find(one => isSameMember(one.userId, userId))
      // As the sign-in spells the member: WeCom's APIs differ in capitals.
      if (follow) return { ...follow, userId }
    }
    return follows[0]
  }

  /** Whether a member can work off one more that morning. */
  async function hasRoom(query: Kysely<Schema>, ownerUserId: string, morning: number): Promise<boolean> {
    const open = await query.selectFrom('reminder').select('dueAt')
      .where(eb => eb.and({ corpId, ownerUserId })).where('state', '!=', 'done').execute()
    return open.length < REMINDER_LIMITS.own && open.filter(({ dueAt }) => dueAt === morning).length < MOST_A_MORNING
  }

  /** @returns false when the member has enough for that morning, or another process has done it */
  function remind(
    person: QuietPerson, { externalUserId, userId: ownerUserId }: Follow, dueAt: number,
  ): Promise<boolean> {
    return database.exclusively(`reminders ${corpId} ${ownerUserId}`, async (transaction) => {
      if (!await hasRoom(transaction, ownerUserId, dueAt) || !await people.tell(transaction, person)) return false
      const row: ReminderTable = {
        id: newId(), corpId, subjectKind: 'externalUserId', subjectScope: corpId, subjectId: externalUserId,
        ownerUserId, text: textOf(person.quietDays), dueAt, createdAt: now(),
        state: 'open', version: 1, attempts: 0, nextAt: dueAt, claimedUntil: 0, claimedAt: 0,
      }
      await transaction.insertInto('reminder').values(row).execute()
      return true
    })
  }

  /** @returns the customer that a member is reminded of; without one, the person waits for the next morning */
  async function consider(person: QuietPerson): Promise<string | undefined> {
    const morning = nextMorning(now())
    const { setBy } = person.stage
    const lastMember = await people.lastMember(person) ?? setBy
    // Mostly the one who is reminded. WeCom limits the calls: it is not asked in vain.
    const hasRoomLeft = await database.run(query => hasRoom(query, lastMember, morning))
    const follow = hasRoomLeft ? await chooseFollow(person, [lastMember, setBy]) : undefined
    if (follow && await remind(person, follow, morning)) return follow.externalUserId
    await people.pause(person, morning)
    return undefined
  }

  async function remindAll(): Promise<number> {
    let count = 0
    for await (const person of people.find()) {
      const externalUserId = await consider(person)
      if (externalUserId === undefined) continue
      count++
      changed(externalUserId)
    }
    return count
  }

  return async () => {
    const lease = await leases.acquire()
    if (!lease) return 0
    try {
      return await remindAll()
    }
    finally {
      await lease.release().catch(() => {})
    }
  }
}
