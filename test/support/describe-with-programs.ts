import { describe, expect, it } from 'vitest'
import { findProgram, missing } from '../../scripts/lib/system-program.mjs'
import type { SystemProgram } from '../../scripts/lib/system-program.mjs'

/**
 * `describe` for tests that need programs of this machine. Without one of them the tests are skipped; with CI=true they
 * fail.
 */
export function describeWithPrograms(programs: SystemProgram[], name: string, define: () => void): void {
  const absent = programs.find(program => !findProgram(program, process.env))
  if (!absent) return void describe(name, define)
  const problem = missing(absent)
  if (process.env.CI !== 'true') return void describe.skip(`${name} (not run: ${problem})`, define)
  describe(name, () => it(`finds ${absent.title}`, () => expect.fail(problem)))
}
