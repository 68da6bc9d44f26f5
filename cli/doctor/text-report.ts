import type { CheckReport, CheckStatus, DoctorReport } from '../../shared/types/doctor.ts'
import type { Language } from '../../shared/utils/language.ts'

const SIGNS: Record<CheckStatus, string> = { ok: '✓', warn: '!', fail: '✗', skipped: '–' }

const WORDS = {
  'en': {
    fix: 'Fix: ', where: 'Where: ', more: 'More: ', found: ': ',
    paused: (seconds: number) => `Paused, continues in ${seconds} s`,
    summary: {
      ok: 'Everything is right.',
      warn: 'It works; the lines with ! could be better.',
      fail: 'Fix the lines with ✗, the topmost first.',
    },
  },
  'zh-CN': {
    fix: '处理方法：', where: '位置：', more: '说明：', found: '：',
    paused: (seconds: number) => `已暂停，${seconds} 秒后继续`,
    summary: { ok: '配置正常。', warn: '可正常使用，带 ! 的项可以改进。', fail: '请先处理最上面带 ✗ 的项。' },
  },
} as const satisfies Record<Language, object>

/** The report for people: a line for each check, with what to do below those that are not right. */
export function textReport({ status, checks }: DoctorReport, language: Language): string {
  const words = WORDS[language]
  const indent = (text: string) => text.replaceAll('\n', '\n    ')
  const linesOf = ({ id, title, status, evidence, cause, pausedSeconds, fix, where, link }: CheckReport) => [
    `${SIGNS[status]} ${title} (${id})${evidence && !cause ? `${words.found}${indent(evidence)}` : ''}`,
    ...cause ? [`    ${cause}`] : [],
    ...evidence && cause ? [`    ${indent(evidence)}`] : [],
    ...pausedSeconds ? [`    ${words.paused(pausedSeconds)}`] : [],
    ...fix ? [`    ${words.fix}${fix}`] : [],
    ...where ? [`    ${words.where}${where}`] : [],
    ...link ? [`    ${words.more}${link}`] : [],
  ]
  return `${checks.flatMap(linesOf).join('\n')}\n\n${words.summary[status]}\n`
}
