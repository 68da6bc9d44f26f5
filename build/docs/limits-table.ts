import type { Door, DoorDeclaration } from '../../server/http/door/door.ts'
import { ADMIN_PAGES, PAGE_PATHS } from '../../shared/pages.ts'
import { LIMITS, PAGE_LIMITS } from '../../server/limits/limit-table.ts'
import type { LimitName, LimitWindow } from '../../server/limits/limit-table.ts'
import { table } from './table.ts'

/** The limits that count at every door for a customer; `requireAccess` of define-door.ts spends them. */
const OF_FOLLOWERS: readonly LimitName[] = ['customers', 'unknownCustomers']

const PER: Record<LimitWindow['per'], string> = { member: 'for a member', client: 'for a client', all: 'in all' }

/** @returns the limits that a request at this door counts against */
export function limitsOf({ who, limits = [], failureLimit }: DoorDeclaration): LimitName[] {
  return [...who === 'follower' ? OF_FOLLOWERS : [], ...limits, ...failureLimit ? [failureLimit] : []]
}

/** @returns every limit with its windows and its doors */
export function limitsTable(doors: Record<string, Door>): string {
  const names = Object.keys(LIMITS) as LimitName[]
  return table(['Limit', 'Counts', 'At most', 'Doors'], names.map((name) => {
    const routes = [
      ...Object.keys(doors).filter(route => limitsOf(doors[route]!.door).includes(name)),
      ...pagesOf(name).map(path => `GET ${path}`),
    ]
    const windows = LIMITS[name].windows.map(windowText).join('; ')
    return [`\`${name}\``, LIMITS[name].counts, windows, routes.map(route => `\`${route}\``).join(', ')]
  }))
}

function pagesOf(name: LimitName): readonly string[] {
  if (name === PAGE_LIMITS.member) return PAGE_PATHS
  return name === PAGE_LIMITS.stranger ? PAGE_PATHS.filter(path => !ADMIN_PAGES.includes(path)) : []
}

function windowText({ per, limit, windowMs }: LimitWindow): string {
  const minutes = windowMs / 60_000
  const time = minutes === 1 ? 'a minute' : minutes === 60 ? 'an hour' : `${minutes} minutes`
  return `${limit.toLocaleString('en')} in ${time} ${PER[per]}`
}
