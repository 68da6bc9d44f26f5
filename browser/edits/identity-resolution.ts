import type { IdentityDecision } from '#shared/types/identity.ts'
import type { Failure } from '../failure'

/** What has become of an admin's decision whose a disputed account is. */
export type Resolution
  = | { status: 'saving' | 'done', decision: IdentityDecision }
    | { status: 'failed', decision: IdentityDecision, failure: Failure }
