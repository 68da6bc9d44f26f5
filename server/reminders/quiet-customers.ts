import { REMINDER_LIMITS } from '#shared/limits.ts'
import { isSameMember } from '#shared/utils/user-id.ts'
import { hasCode } from '../errors/app-error.ts'
import type { ReminderTable } from '../storage/sql/reminder-schema.ts'
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
 * last, or one who follows the customer now. Once for each time without contact, over all processes.
 *
 * @returns how many reminders are new
 * @throws {AppError} store_unavailable
 * @throws {UpstreamRefusedError | UpstreamUnavailableError}
 */
export type RemindOfQuiet = () => Promise<number>

export function createRemindOfQuiet(options: QuietCustomersOptions): RemindOfQuiet {
  const { database, corpId, people, followersOf, textOf, now, newId, changed } = options

  async function followsOf(externalUserId: string): Promise<Follow[]> {
    try {
      return (await followersOf(externalUserId)).map(follower => ({ ...follower, externalUserId }))
    }
    catch (error) {
      if (hasCode(error, 'customer_not_found')) return []
      throw error
    }
  }

  /** The member who did something last, if the customer is still theirs; else who added the customer last. */
  async function chooseFollow(person: QuietPerson): Promise<Follow | undefined> {
    const follows: Follow[] = []
    for (const externalUserId of person.externalUserIds) follows.push(...await followsOf(externalUserId))
    follows.sort((a, b) => b.createTime - a.createTime)
    for (const userId of [await people.lastMember(person), person.stage.setBy]) {
      const follow = follows.find(one => userId !== undefined && isSameMember(one.userId, userId))
      // As the sign-in spells the member: WeCom's APIs differ in capitals.
      if (follow && userId !== undefined) return { ...follow, userId }
    }
    return follows[0]
  }

  /** @returns false when another process has done it, or the member has enough for that morning */
  function remind(person: QuietPerson, { externalUserId, userId: ownerUserId }: Follow): Promise<boolean> {
    return database.exclusively(`reminders ${corpId} ${ownerUserId}`, async (transaction) => {
      const at = now()
      const dueAt = nextMorning(at)
      const open = await transaction.selectFrom('reminder').select('dueAt')
        .where(eb => eb.and({ corpId, ownerUserId })).where('state', '!=', 'done').execute()
      const isFull = open.length >= REMINDER_LIMITS.own
        || open.filter(reminder => reminder.dueAt === dueAt).length >= MOST_A_MORNING
      if (isFull || !await people.tell(transaction, person)) return false
      const row: ReminderTable = {
        id: newId(), corpId, subjectKind: 'externalUserId', subjectScope: corpId, subjectId: externalUserId,
        ownerUserId, text: textOf(person.quietDays), dueAt, createdAt: at,
        state: 'open', version: 1, attempts: 0, nextAt: dueAt, claimedUntil: 0, claimedAt: 0,
      }
      await transaction.insertInto('reminder').values(row).execute()
      return true
    })
  }

  return async () => {
    let count = 0
    for await (const person of people.find()) {
      const follow = await chooseFollow(person)
      if (!follow || !await remind(person, follow)) continue
      count++
      changed(follow.externalUserId)
    }
    return count
  }
}
