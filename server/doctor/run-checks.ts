import type { Advice } from '../errors/app-error.ts'
import { toHttpAnswer } from '../errors/http-answer.ts'
import type { Check, CheckId, Finding } from './check.ts'
import type { DoctorContext } from './context.ts'

/** A check with its finding. */
export interface CheckResult {
  check: Check
  finding: Finding
  /** Milliseconds. */
  ms: number
}

/** All checks together end within this time, milliseconds. */
const BUDGET_MS = 9_000

/**
 * Runs checks side by side, each after those that it needs. A check that needs one which has failed is skipped, so that
 * one fault is one red line.
 *
 * @returns in the order of `checks`; never throws
 */
export function runChecks(checks: readonly Check[], context: DoctorContext): Promise<CheckResult[]> {
  const { monotonic, sleep } = context.clock
  const deadline = monotonic() + BUDGET_MS
  const results = new Map<CheckId, Promise<CheckResult>>()

  async function run(check: Check): Promise<CheckResult> {
    const needed = await Promise.all(check.needs(context).map(resultOf))
    const blocking = needed.find(({ finding }) => finding.blocks ?? finding.status === 'fail')
    const began = monotonic()
    if (blocking) return { check, finding: skippedBecause(blocking), ms: 0 }
    const tooLate = sleep(Math.max(0, deadline - began)).then(() => TOO_LATE)
    const finding = await Promise.race([judge(check, context), tooLate])
    return { check, finding, ms: Math.round(monotonic() - began) }
  }

  function resultOf(id: CheckId): Promise<CheckResult> {
    const known = results.get(id)
    if (known) return known
    const check = checks.find(one => one.id === id)
    if (!check) throw new Error(`There is no check ${id}`)
    const result = run(check)
    results.set(id, result)
    return result
  }

  return Promise.all(checks.map(({ id }) => resultOf(id)))
}

async function judge(check: Check, context: DoctorContext): Promise<Finding> {
  try {
    return await check.run(context)
  }
  catch (error) {
    const { code, message } = toHttpAnswer(error).body
    return { status: 'warn', evidence: { 'en': `Not checked: ${message} (${code})`, 'zh-CN': `未能检查：${code}` } }
  }
}

const TOO_LATE: Finding = {
  status: 'warn', evidence: { 'en': 'No result in time.', 'zh-CN': '未能在限定时间内得出结果。' },
}

/** What it needs may itself be skipped, because of a third check: that one is named. */
function skippedBecause({ check, finding }: CheckResult): Finding {
  const because: Advice = finding.status === 'skipped' && typeof finding.evidence === 'object'
    ? finding.evidence
    : { 'en': `Not checked: first fix "${check.title.en}" (${check.id}).`,
        'zh-CN': `未检查：请先处理「${check.title['zh-CN']}」（${check.id}）。` }
  return { status: 'skipped', evidence: because, blocks: true }
}
