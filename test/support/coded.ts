import { expect } from 'vitest'
import type { ErrorCode } from '../../shared/errors.ts'

/** Matches an error with this code, also in `toThrow`. */
export function coded(code: ErrorCode): Error {
  return expect.objectContaining({ code }) as Error
}
