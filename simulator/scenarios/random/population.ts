import { createHash } from 'node:crypto'
import type { Customer, Follow, FollowTag, Population } from '../scenario.ts'
import { cities, givenNames, remarks, surnames } from './words.ts'
import { randomTagIds } from './tags.ts'

const FIRST_DAY = Date.parse('2024-01-01T09:00:00+08:00') / 1000
const DAYS = 1_000
const ADD_WAYS = [1, 2, 3, 4, 6, 10, 13, 16, 24, 0]
/** One of so many customers has a second follower. */
const SHARED_EVERY = 5

/** Customers that are generated on demand. They are not kept, so any number of them needs no memory. */
export interface PopulationSource {
  find(externalUserId: string): Customer | undefined
  findByUnionId(unionId: string): Customer | undefined
  countOf(userId: string): number
  /** The member's customers from position `start` to `end`. */
  slice(userId: string, start: number, end: number): Customer[]
}

/** One member for each thousand customers, within limits. */
export function memberCount({ size }: Population): number {
  return Math.min(1_000, Math.max(4, Math.ceil(size / 1_000)))
}

export const memberId = (index: number) => `member${String(index + 1).padStart(4, '0')}`

export function createPopulation(population: Population): PopulationSource {
  const { seed, size } = population
  const members = memberCount(population)
  const digest = (text: string) => createHash('sha256').update(`${seed} ${text}`).digest()
  const isWecom = (index: number) => index % 10 === 9

  function idOf(index: number): string {
    const tail = digest(`external ${index}`).toString('hex').slice(0, 23)
    return `${isWecom(index) ? 'wo' : 'wm'}${tail}${index.toString(36).padStart(7, '0')}`
  }
  const unionIdOf = (index: number) =>
    `o${digest(`union ${index}`).toString('hex').slice(0, 20)}${index.toString(36).padStart(7, '0')}`

  /** The follower of a position is computed, so that no search through a million customers is needed. */
  function followersOf(index: number): number[] {
    const owner = index % members
    return Math.floor(index / members) % SHARED_EVERY === 0 ? [owner, (owner + 1) % members] : [owner]
  }

  function at(index: number): Customer {
    const dice = digest(`person ${index}`)
    const pick = <T>(list: readonly T[], position: number): T => list[(dice[position] ?? 0) % list.length] as T
    const name = `${pick(surnames, 0)}${pick(givenNames, 1)}`
    const id = idOf(index)
    const wecom = isWecom(index)
    return {
      externalUserId: id,
      name,
      avatar: index % 8 === 3 ? '' : `http://wx.qlogo.cn/mmhead/${id}/0`,
      type: wecom ? 2 : 1,
      gender: pick([0, 1, 2] as const, 2),
      ...(wecom
        ? { corpName: `${pick(cities, 3)}${pick(surnames, 4)}氏商行`, position: '采购' }
        : { unionId: unionIdOf(index) }),
      ...(index % 50 === 17 ? { unionIdPending: true } : {}),
      follows: followersOf(index).map((member, order) => follow(index, memberId(member), order, name, id)),
    }
  }

  function follow(index: number, userId: string, order: number, name: string, id: string): Follow {
    const dice = digest(`follow ${index} ${userId}`)
    const number = dice.readUInt32BE(0)
    const tag: FollowTag[] = number % 3 === 0 ? [] : [{ tagId: randomTagIds[number % randomTagIds.length] as string }]
    return {
      userId,
      remark: number % 4 === 0 ? '' : `${name}${remarks[number % remarks.length]}`,
      description: number % 5 === 0 ? `第 ${index + 1} 位客户，${cities[number % cities.length]}` : '',
      createTime: FIRST_DAY + (number % DAYS) * 86_400 + order * 60,
      tags: tag,
      ...(number % 6 === 0 ? { remarkMobiles: [`13${String(number % 1_000_000_000).padStart(9, '0')}`] } : {}),
      addWay: ADD_WAYS[number % ADD_WAYS.length] ?? 0,
      operUserId: number % 2 === 0 ? id : userId,
    }
  }

  function parse(text: string, render: (index: number) => string): Customer | undefined {
    const index = Number.parseInt(text.slice(-7), 36)
    return Number.isInteger(index) && index < size && render(index) === text ? at(index) : undefined
  }

  /** Positions `first + step * n` below `size`. */
  const count = (first: number, step: number) => first >= size ? 0 : Math.ceil((size - first) / step)

  function shape(userId: string) {
    const member = memberNumber(userId, members)
    if (member === undefined) return undefined
    const neighbour = (member + members - 1) % members
    return {
      own: { first: member, step: members, count: count(member, members) },
      shared: { first: neighbour, step: members * SHARED_EVERY, count: count(neighbour, members * SHARED_EVERY) },
    }
  }

  return {
    find: id => parse(id, idOf),
    findByUnionId: id => parse(id, unionIdOf),
    countOf(userId) {
      const lists = shape(userId)
      return lists ? lists.own.count + lists.shared.count : 0
    },
    slice(userId, start, end) {
      const lists = shape(userId)
      if (!lists) return []
      const { own, shared } = lists
      const length = Math.max(0, Math.min(end, own.count + shared.count) - start)
      return Array.from({ length }, (_, offset) => {
        const position = start + offset
        return position < own.count
          ? at(own.first + own.step * position)
          : at(shared.first + shared.step * (position - own.count))
      })
    },
  }
}

function memberNumber(userId: string, members: number): number | undefined {
  const number = Number(/^member(\d{4})$/.exec(userId)?.[1] ?? 0)
  return number >= 1 && number <= members ? number - 1 : undefined
}
