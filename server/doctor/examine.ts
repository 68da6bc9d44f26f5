import type { Environment } from '../config/load-config.ts'
import { ALL_CHECKS } from './all-checks.ts'
import { readConfig } from './config/read-config.ts'
import type { ReadConfig } from './config/read-config.ts'
import { createContext } from './context.ts'
import type { DoctorTools } from './context.ts'
import { fail } from './check.ts'
import { runChecks } from './run-checks.ts'
import type { CheckResult } from './run-checks.ts'

type Readable = Extract<ReadConfig, { config: unknown }>

/**
 * Runs all checks once.
 *
 * @param openTools is not called while the configuration cannot be read
 */
export async function examine(
  environment: Environment, openTools: (read: Readable) => DoctorTools,
): Promise<CheckResult[]> {
  const read = readConfig(environment)
  if ('config' in read) return runChecks(ALL_CHECKS, await createContext(openTools(read)))
  const first = ALL_CHECKS.find(({ id }) => id === 'config')!
  const text = `"${first.title.en}" (config)`
  const skipped = {
    'en': `Not checked: first fix ${text}.`, 'zh-CN': `未检查：请先处理「${first.title['zh-CN']}」（config）。`,
  }
  return ALL_CHECKS.map(check => check === first
    ? { check, finding: fail('invalid', { evidence: read.problems }), ms: 0 }
    : { check, finding: { status: 'skipped', evidence: skipped }, ms: 0 })
}
