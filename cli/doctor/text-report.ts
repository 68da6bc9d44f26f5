import type { CheckReport, CheckStatus, DoctorReport } from '../../shared/types/doctor.ts'
import type { Language } from '../../shared/utils/language.ts'

const SIGNS: Record<CheckStatus, string> = { ok: '✓', warn: '!', fail: '✗', skipped: '–' }

const WORDS = {
  'en': {
    fix: 'Do', where: 'Where', more: 'More',
    paused: (seconds: number) => `Paused, ${seconds} s`,
    summary: {
      ok: 'Everything is right.',
      warn: 'It works; the lines with ! could be better.',
      fail: 'Mend the lines with ✗, the topmost first.',
    },
  },
  'zh-CN': {
    fix: '处理', where: '位置', more: '说明', paused: (seconds: number) => `已暂停，${seconds} 秒`,
    summary: { ok: '一切正常。', warn: '可以使用；带 ! 的项可以改进。', fail: '请解决带 ✗ 的项，从最上面的开始。' },
  },
} as const satisfies Record<Language, object>

/** The report for people: a line for each check, with what to do below those that are not right. */
export function textReport({ status, checks }: DoctorReport, language: Language): string {
  const words = WORDS[language]
  const indent = (text: string) => text.replaceAll('\n', '\n    ')
  const linesOf = ({ id, title, status, evidence, cause, pausedSeconds, fix, where, link }: CheckReport) => [
    `${SIGNS[status]} ${title} (${id})${evidence && !cause ? `: ${indent(evidence)}` : ''}`,
    ...cause ? [`    ${cause}`] : [],
    ...evidence && cause ? [`    ${indent(evidence)}`] : [],
    ...pausedSeconds ? [`    ${words.paused(pausedSeconds)}`] : [],
    ...fix ? [`    ${words.fix}: ${fix}`] : [],
    ...where ? [`    ${words.where}: ${where}`] : [],
    ...link ? [`    ${words.more}: ${link}`] : [],
  ]
  return `${checks.flatMap(linesOf).join('\n')}\n\n${words.summary[status]}\n`
}
