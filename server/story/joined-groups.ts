import { LRUCache } from 'lru-cache'
import type { GroupWay } from '#shared/types/timeline.ts'
import type { Subject } from '../identity/subjects.ts'
import type { SqlDatabase } from '../storage/sql/sql-database.ts'
import { callFor } from '../upstream/caller.ts'
import type { Clock } from '../upstream/clock.ts'
import type { FollowUser } from '../wecom/api/external-contact.ts'
import type { GroupChat } from '../wecom/api/group-chat.ts'
import { subjectColumns } from './entry.ts'
import type { NewEntry, StoryChanged } from './entry.ts'
import { daysBefore } from './retention.ts'
import type { EntryWriter } from './write-entries.ts'

const HOUR_MS = 60 * 60_000
/** What callbacks have not told is looked for once a day. */
const AGAIN_MS = 24 * HOUR_MS
const MOST_CUSTOMERS = 10_000
/** Owners and groups of one look: each costs a call of WeCom, unless it was asked within an hour. */
const MOST_OWNERS = 20
const MOST_GROUPS = 100
const MOST_ASKED = 500
/** A callback tells the same with a time of its own. */
const SAME_MS = 60_000

/** Who from outside is in a group: seconds since 1970, and how they came. */
type People = Map<string, Pick<GroupChat['members'][number], 'joinTime' | 'joinScene'>>

const NOT_IN_IT = { joinTime: 0, joinScene: 'unknown' } as const
const WAYS: Record<GroupChat['members'][number]['joinScene'], GroupWay | undefined> = {
  invited: 'invited', link: 'invited', qr_code: 'qr_code', unknown: undefined,
}

export interface JoinedGroupsOptions {
  database: SqlDatabase
  corpId: string
  writer: Pick<EntryWriter, 'write'>
  /** The customer's followers, at most a minute old. */
  followersOf: (externalUserId: string) => Promise<readonly FollowUser[]>
  /** The ids of the groups that a member owns. */
  groupsOf: (ownerUserId: string) => Promise<string[]>
  groupOf: (chatId: string) => Promise<GroupChat>
  keptDays: number
  clock: Pick<Clock, 'wall' | 'monotonic'>
  changed: StoryChanged
  onFailure: (error: unknown) => void
}

/** Writes which groups of their followers customers have joined, as far as WeCom still knows it. */
export interface JoinedGroups {
  /** In the background, as a job: no page waits for it. At most once a day for a customer. */
  look(customer: Subject): void
  /** Waits for the looks in progress. */
  settle(): Promise<void>
  /** Ends them. */
  stop(): Promise<void>
}

export function createJoinedGroups(options: JoinedGroupsOptions): JoinedGroups {
  const { database, corpId, writer, followersOf, groupsOf, groupOf, keptDays, clock, changed, onFailure } = options
  const cacheOf = <Value extends object>(max: number, ttl: number) =>
    new LRUCache<string, Value>({ max, ttl, perf: { now: clock.monotonic }, ttlResolution: 0 })
  const looked = cacheOf<object>(MOST_CUSTOMERS, AGAIN_MS)
  const owned = cacheOf<string[]>(MOST_ASKED, HOUR_MS)
  const groups = cacheOf<People>(MOST_ASKED, HOUR_MS)
  const pending = new Set<Promise<unknown>>()
  let isStopping = false

  async function cached<Value extends object>(
    cache: LRUCache<string, Value>, key: string, ask: () => Promise<Value>,
  ): Promise<Value> {
    const known = cache.get(key)
    if (known) return known
    const value = await ask()
    cache.set(key, value)
    return value
  }

  async function peopleOf(chatId: string): Promise<People> {
    const { members } = await groupOf(chatId)
    return new Map(members.filter(({ kind }) => kind === 'external').map(person => [person.id, person]))
  }

  /** One that WeCom refuses, such as an owner outside the app's range, hides no other. */
  async function found<Item, Value>(items: readonly Item[], ask: (item: Item) => Promise<Value>): Promise<Value[]> {
    const values: Value[] = []
    for (const item of items) {
      if (isStopping) break
      await ask(item).then(value => values.push(value), onFailure)
    }
    return values
  }

  async function joinsOf(customer: Subject): Promise<NewEntry[]> {
    const followers = await followersOf(customer.id)
    const owners = followers.toSorted((a, b) => b.createTime - a.createTime).slice(0, MOST_OWNERS)
    const chatIds = (await found(owners, ({ userId }) => cached(owned, userId, () => groupsOf(userId)))).flat()
    const asked = await found(chatIds.slice(0, MOST_GROUPS), async chatId =>
      [chatId, await cached(groups, chatId, () => peopleOf(chatId))] as const)
    const since = daysBefore(clock.wall(), keptDays)
    return asked.flatMap(([chatId, people]) => {
      const { joinTime, joinScene } = people.get(customer.id) ?? NOT_IN_IT
      if (joinTime === 0 || joinTime * 1_000 < since) return []
      return [{
        subject: customer, at: joinTime * 1_000, kind: 'group', action: 'joined_group', source: 'wecom',
        eventId: `joined_group ${customer.id} ${chatId} ${joinTime}`, details: { groupWay: WAYS[joinScene] },
      }]
    })
  }

  async function seed(customer: Subject): Promise<void> {
    const joins = await joinsOf(customer)
    if (joins.length === 0) return
    const known = await database.run(query => query.selectFrom('timelineEntry').select('at')
      .where(eb => eb.and({ corpId, ...subjectColumns(customer), kind: 'group', action: 'joined_group' })).execute())
    const missing = joins.filter(join => !known.some(({ at }) => Math.abs(at - join.at) <= SAME_MS))
    if (missing.length > 0 && await writer.write(missing) > 0) changed([customer])
  }

  const settle = async () => void await Promise.all(pending)

  return {
    look(customer) {
      if (isStopping || looked.has(customer.id)) return
      looked.set(customer.id, {})
      const looking = callFor({ kind: 'system', isJob: true }, () => seed(customer)).catch((error: unknown) => {
        looked.delete(customer.id)
        onFailure(error)
      }).finally(() => pending.delete(looking))
      pending.add(looking)
    },
    settle,
    async stop() {
      isStopping = true
      await settle()
    },
  }
}
