import { expect } from 'vitest'
import type { CALLBACK_CHECKS } from '../../../../server/wecom/callback/refused.ts'

/** Matches the refusal of a callback that tells the log this check. */
export function refusedBy(check: keyof typeof CALLBACK_CHECKS): Error {
  return expect.objectContaining({ code: 'invalid_request', causeCode: check }) as Error
}
