import type { CheckReport, DoctorReport } from '#shared/types/doctor.ts'
import type { Language } from '#shared/utils/language.ts'
import type { CheckResult } from './run-checks.ts'

/** The results in one language. */
export function reportOf(results: readonly CheckResult[], language: Language): DoctorReport {
  const checks = results.map(result => checkReport(result, language))
  const has = (status: string) => checks.some(check => check.status === status)
  return { status: has('fail') ? 'fail' : has('warn') ? 'warn' : 'ok', checks }
}

function checkReport({ check, finding, ms }: CheckResult, language: Language): CheckReport {
  const { status, evidence } = finding
  const { cause, fix, where, link } = finding.cause === undefined ? {} : check.causes[finding.cause] ?? {}
  return {
    id: check.id,
    status,
    title: check.title[language],
    evidence: typeof evidence === 'object' ? evidence[language] : evidence,
    cause: cause?.[language],
    fix: (finding.fix ?? fix)?.[language],
    where: where?.[language],
    link,
    ms,
  }
}
