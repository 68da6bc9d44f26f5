import { describe, expect, it } from 'vitest'
import { findProgram, missing, REDIS_SERVER } from '../../scripts/lib/system-program.mjs'

/**
 * `describe` for tests that need a real Redis. Without one they are skipped; with CI=true they fail.
 */
export function describeWithRedis(name: string, define: () => void): void {
  if (findProgram(REDIS_SERVER, process.env)) return void describe(name, define)
  const problem = missing(REDIS_SERVER)
  if (process.env.CI === 'true') return void describe(name, () => it('finds redis-server', () => expect.fail(problem)))
  describe.skip(`${name} (not run: ${problem})`, define)
}
