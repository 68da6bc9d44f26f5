import * as v from 'valibot'
import { AUDIT_ACTIONS } from '#shared/audit-actions.ts'
import { momentOf } from '../audit/moment.ts'
import type { AuditQuery } from '../audit/search.ts'
import { useServices } from '../services/services.ts'
import type { AuditAbout } from './audit.ts'
import { wecomId } from './ids.ts'

/** A day in UTC, or a moment with its time zone. */
const moment = v.pipe(
  v.string(),
  v.transform(text => momentOf(text) ?? NaN),
  v.number(),
  v.description('a day such as `2026-03-31`, or a moment with its time zone'),
)

/** Query parameters that narrow a search of the audit. */
export const auditFilter = {
  actor: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(128))),
  customer: v.optional(wecomId),
  action: v.optional(v.picklist(AUDIT_ACTIONS)),
  from: v.optional(moment),
  to: v.optional(moment),
}

type Filter = { [Name in keyof typeof auditFilter]: v.InferOutput<typeof auditFilter[Name]> }

/** @returns what to search. @throws {AppError} store_unavailable */
export async function auditQueryOf({ customer, ...rest }: Filter): Promise<Omit<AuditQuery, 'cursor' | 'limit'>> {
  return { ...rest, subjects: customer === undefined ? undefined : await useServices().audit.pseudonymsOf(customer) }
}

/** @returns what is recorded about the search itself */
export function aboutFilter({ customer, actor, action, from, to }: Filter): AuditAbout {
  const dates = { from: from && new Date(from).toISOString(), to: to && new Date(to).toISOString() }
  const given = Object.entries({ actor, action, ...dates }).filter(([, value]) => value !== undefined)
  return { subject: customer, details: { filter: given.map(([name, value]) => `${name}=${value}`) } }
}
