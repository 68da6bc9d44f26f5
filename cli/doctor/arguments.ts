import { parseArgs } from 'node:util'
import { LANGUAGES } from '../../shared/utils/language.ts'
import type { Language } from '../../shared/utils/language.ts'

/** What the command line asks for. */
export interface DoctorArguments {
  json: boolean
  help: boolean
  language: Language
  /** Why it cannot be run. */
  problem?: string
}

/** @param shellLanguage of LC_ALL or LANG, such as zh_CN.UTF-8 */
export function readArguments(args: readonly string[], shellLanguage = ''): DoctorArguments {
  const flag = { type: 'boolean', default: false } as const
  const ofShell = /^zh/i.test(shellLanguage) ? 'zh-CN' : 'en'
  try {
    const options = { json: flag, help: flag, lang: { type: 'string', default: ofShell } } as const
    const { values: { json, help, lang } } = parseArgs({ args: [...args], options })
    const language = LANGUAGES.find(one => one === lang)
    if (!language) return { json, help, language: ofShell, problem: '--lang must be en or zh-CN.' }
    return { json, help, language }
  }
  catch {
    return {
      json: args.includes('--json'), help: false, language: ofShell,
      problem: 'There is an option that is not known: --json, --lang en|zh-CN and --help are.',
    }
  }
}
