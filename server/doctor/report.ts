import type { CheckReport, DoctorReport } from '#shared/types/doctor.ts'
import type { Language } from '#shared/utils/language.ts'
import type { CheckResult } from './run-checks.ts'

/**
 * The results in one language.
 *
 * @param now milliseconds since 1970
 * @param ignored reasons by id: these checks do not change the status of the whole
 */
export function reportOf(
  results: readonly CheckResult[], language: Language, now: number, ignored: Readonly<Record<string, string>> = {},
): DoctorReport {
  const checks = results.map(result => ({
    ...checkReport(result, language, ignored[result.check.id]),
    pausedSeconds: secondsUntil(result.finding.pausedUntil, now),
  }))
  const has = (status: string) => checks.some(check => check.status === status && check.ignored === undefined)
  return { status: has('fail') ? 'fail' : has('warn') ? 'warn' : 'ok', checks }
}

/** @returns undefined when the moment is over */
function secondsUntil(moment: number | undefined, now: number): number | undefined {
  return moment !== undefined && moment > now ? Math.ceil((moment - now) / 1_000) : undefined
}

function checkReport({ check, finding, ms }: CheckResult, language: Language, ignored?: string): CheckReport {
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
    // What has become right is no longer to be ignored.
    ignored: status === 'fail' || status === 'warn' ? ignored : undefined,
    ms,
  }
}
