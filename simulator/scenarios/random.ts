import type { Chat, Member, Scenario } from './scenario.ts'
import { healthySettings } from './settings.ts'
import { createPopulation, memberCount, memberId } from './random/population.ts'
import { randomTagGroups } from './random/tags.ts'
import { givenNames, surnames } from './random/words.ts'

/** The largest number of customers. */
const MOST_CUSTOMERS = 10_000_000
/** Conversations in the list of each of the first members. Other customers are opened by external_userid. */
const CHATS_PER_MEMBER = 50
const MEMBERS_WITH_CHATS = 4

/**
 * A company with any number of generated customers. The chat of any customer has the external_userid as its id.
 *
 * @param size number of customers
 * @param seed the same seed gives the same people
 * @throws RangeError
 */
export function randomScenario(size: number, seed: string): Scenario {
  if (!Number.isInteger(size) || size < 1 || size > MOST_CUSTOMERS) {
    throw new RangeError(`A random company has 1 to ${MOST_CUSTOMERS} customers, not ${size}`)
  }
  const population = { seed, size }
  const members = Array.from({ length: memberCount(population) }, (_, index) => member(index))
  return {
    name: `random:${size}:${seed}`,
    corp: { corpId: 'ww0a1b2c3d4e5f6a7b', name: '随机贸易公司' },
    apps: [{ agentId: 1000002, agentSecret: 'simulated-agent-secret-of-a-random-company-1', name: '客户侧边栏' }],
    departments: [{ id: 1, name: '随机贸易公司' }, { id: 2, name: '销售部' }],
    members,
    tagGroups: structuredClone(randomTagGroups),
    customers: [],
    population,
    groups: [],
    chats: firstChats(population, members),
    settings: { ...healthySettings },
  }
}

function member(index: number): Member {
  const name = `${surnames[index % surnames.length]}${givenNames[(index * 7) % givenNames.length]}`
  return {
    userId: memberId(index),
    name,
    departmentIds: [2],
    position: '销售',
    avatar: `http://wx.qlogo.cn/mmhead/${memberId(index)}/0`,
    ...(index < MEMBERS_WITH_CHATS ? {} : { background: true }),
  }
}

function firstChats(population: { seed: string, size: number }, members: Member[]): Chat[] {
  const source = createPopulation(population)
  const chats = members.slice(0, MEMBERS_WITH_CHATS)
    .flatMap(({ userId }) => source.slice(userId, 0, CHATS_PER_MEMBER))
    .map((customer): [string, Chat] => [customer.externalUserId, {
      id: customer.externalUserId,
      kind: 'single',
      title: customer.name,
      memberIds: customer.follows.map(({ userId }) => userId),
      externalUserId: customer.externalUserId,
      messages: [],
    }])
  return [...new Map(chats).values()]
}
