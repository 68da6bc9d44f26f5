import type { UpstreamRefusedError } from '../upstream/upstream-error.ts'
import type { Finding } from './check.ts'

/** What a refusal says: its errcode and text as evidence, and the advice that an admin gets for it elsewhere, too. */
export function saidBy({ errcode, said, endpoint, advice }: UpstreamRefusedError): Pick<Finding, 'evidence' | 'fix'> {
  const ip = said.callerIp && `from ip ${said.callerIp}`
  const parts = [`${endpoint}: errcode ${errcode}`, said.text, ip, said.hint && `hint ${said.hint}`]
  return { evidence: parts.filter(Boolean).join(', '), fix: advice }
}

/** @returns what a promise throws; undefined when it throws nothing */
export function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(() => undefined, (error: unknown) => error)
}
