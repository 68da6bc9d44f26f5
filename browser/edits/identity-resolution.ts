import type { IdentityDecision } from '#shared/types/identity.ts'
import type { Failure } from '../failure'

/** The progress of an admin's decision about a disputed account. */
export type Resolution
  = | { status: 'saving' | 'done', decision: IdentityDecision }
    | { status: 'failed', decision: IdentityDecision, failure: Failure }
