import type { FailureCode } from '#shared/errors.ts'

export interface FailureText {
  title: string
  /** One sentence: what happened and what to do about it. */
  cause: string
  /** Where to look in the admin console; shown to admins only. */
  adminHint?: string
}

export type FailureTexts = Record<FailureCode, FailureText>
