import { createPopulation, type PopulationSource } from '../scenarios/random/population.ts'
import type { Customer, Follow, Scenario } from '../scenarios/scenario.ts'

/** A customer with the relation to one member. */
export interface FollowedCustomer { customer: Customer, follow: Follow }

/** All customers: first those that the scenario lists, then those that its population generates. */
export interface CustomerDirectory {
  find(externalUserId: string): Customer | undefined
  findByUnionId(unionId: string): Customer | undefined
  /** Length of the member's list, gaps included: an edited customer of the population leaves a gap in it. */
  lengthOf(userId: string): number
  /** The member's customers from position `start` to `end`, without the gaps. */
  slice(userId: string, start: number, end: number): FollowedCustomer[]
  /** The customer as an object that may be changed: it is moved into the scenario's own list. */
  edit(externalUserId: string): Customer | undefined
}

/** @param scenario returns the current scenario, because a reset replaces it */
export function createCustomerDirectory(scenario: () => Scenario): CustomerDirectory {
  let source: PopulationSource | undefined
  let madeFrom: Scenario['population']

  function population(): PopulationSource | undefined {
    const wanted = scenario().population
    if (wanted !== madeFrom) source = wanted && createPopulation(wanted)
    madeFrom = wanted
    return source
  }
  const own = (id: string) => scenario().customers.find(({ externalUserId }) => externalUserId === id)
  const ownOf = (userId: string) => scenario().customers.flatMap(customer => followedBy(userId, customer))

  const directory: CustomerDirectory = {
    find: id => own(id) ?? population()?.find(id),
    findByUnionId(unionId) {
      const known = scenario().customers.find(customer => customer.unionId === unionId)
      if (known) return known
      const made = population()?.findByUnionId(unionId)
      return made && directory.find(made.externalUserId)
    },
    lengthOf: userId => ownOf(userId).length + (population()?.countOf(userId) ?? 0),
    slice(userId, start, end) {
      const first = ownOf(userId)
      const made = population()?.slice(userId, Math.max(0, start - first.length), Math.max(0, end - first.length)) ?? []
      const moved = new Set(scenario().customers.map(({ externalUserId }) => externalUserId))
      const unmoved = made.filter(({ externalUserId }) => !moved.has(externalUserId))
      return [...first.slice(start, end), ...unmoved.flatMap(customer => followedBy(userId, customer))]
    },
    edit(id) {
      const customer = directory.find(id)
      if (customer && !scenario().customers.includes(customer)) scenario().customers.push(customer)
      return customer
    },
  }
  return directory
}

/** A contact that the customer has not confirmed (免验证) is not yet a relation. */
function followedBy(userId: string, customer: Customer): FollowedCustomer[] {
  const follow = customer.follows.find(one => one.userId === userId && !one.half)
  return follow ? [{ customer, follow }] : []
}
