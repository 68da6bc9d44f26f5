import en from '../../i18n/locales/en/failures.ts'
import zhCN from '../../i18n/locales/zh-CN/failures.ts'
import { CLIENT_FAILURES, PAGE_ERRORS, SYSTEM_ERRORS } from '../../shared/errors.ts'
import { PANEL_PROBLEMS } from '../../shared/panel-problems.ts'
import type { ErrorAnswer, FailureCode, FailureFix, FailureFixer, FailureNature } from '../../shared/errors.ts'
import type { Language } from '../../shared/utils/language.ts'
import { table } from './table.ts'

interface Words {
  status: string
  message: string
  title: string
  fixer: string
  fix: string
  retryAfter: string
  seconds: (count: number) => string
  fixers: Record<FailureFixer, string>
  fixes: Record<FailureFix, string>
  passes: string
}

const TITLES = { 'en': en, 'zh-CN': zhCN }

const WORDS: Record<Language, Words> = {
  'en': {
    status: 'status', message: '`message`', title: 'title on the page', fixer: 'who can fix it', fix: 'the page offers',
    retryAfter: '`Retry-After`',
    seconds: count => `${count} s`,
    fixers: { you: 'the user', admin: 'an admin', time: 'it passes' },
    fixes: { retry: 'retry', reload: 'reload', sign_in: 'sign in' },
    passes: ', retries by itself',
  },
  'zh-CN': {
    status: '状态码', message: '`message`', title: '页面上的标题', fixer: '谁能解决', fix: '页面提供的操作',
    retryAfter: '`Retry-After`',
    seconds: count => `${count} 秒`,
    fixers: { you: '用户自己', admin: '管理员', time: '等待即可' },
    fixes: { retry: '重试', reload: '重新加载', sign_in: '登录' },
    passes: '，并自动重试',
  },
}

/** @returns the codes that our own page can receive from the server */
export function pageErrorsTable(language: Language): string {
  const words = WORDS[language]
  const { status, title, fixer, fix, retryAfter, message } = words
  return table(
    [status, '`code`', message, title, fixer, fix, retryAfter],
    byStatus(PAGE_ERRORS).map(([code, error]) => [
      String(error.status), `\`${code}\``, error.message, titleOf(code, language), words.fixers[error.fixer],
      offerOf(error, words), secondsOf(error, words),
    ]),
  )
}

/** @returns the codes for mini programs and for the company's own systems */
export function systemErrorsTable(language: Language): string {
  const words = WORDS[language]
  return table(
    [words.status, '`code`', words.message, words.fixer, words.retryAfter],
    byStatus(SYSTEM_ERRORS).map(([code, error]) => [
      String(error.status), `\`${code}\``, error.message, words.fixers[error.fixer], secondsOf(error, words),
    ]),
  )
}

/** @returns the failures that only the browser sees */
export function clientFailuresTable(language: Language): string {
  const words = WORDS[language]
  const failures = Object.entries(CLIENT_FAILURES) as [keyof typeof CLIENT_FAILURES, FailureNature][]
  return table(['`code`', words.title, words.fixer, words.fix], failures.map(([code, failure]) =>
    [`\`${code}\``, titleOf(code, language), words.fixers[failure.fixer], offerOf(failure, words)]))
}

/** @returns the problems of panels, which are lines of an answer */
export function panelProblemsTable(language: Language): string {
  const { message, fixer, fixers } = WORDS[language]
  return table(['`code`', message, fixer], Object.entries(PANEL_PROBLEMS).map(([code, problem]) =>
    [`\`${code}\``, problem.message, fixers[problem.fixer]]))
}

function byStatus<Code extends string, Row extends ErrorAnswer>(
  errors: Record<Code, Row>,
): [Code, Row & ErrorAnswer][] {
  return (Object.entries(errors) as [Code, Row][]).sort(([, a], [, b]) => a.status - b.status)
}

function titleOf(code: FailureCode, language: Language): string {
  return TITLES[language][code].title
}

function offerOf({ fix, passes }: FailureNature, words: Words): string {
  return words.fixes[fix] + (passes ? words.passes : '')
}

function secondsOf({ retryAfterSeconds }: ErrorAnswer, words: Words): string {
  return retryAfterSeconds === undefined ? '' : words.seconds(retryAfterSeconds)
}
