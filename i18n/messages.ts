import type { Language } from '#shared/utils/language.ts'
import type zhCN from './locales/zh-CN/index.ts'

/** All texts of the page. English must have exactly the keys of Chinese, which the compiler checks. */
export type Messages = typeof zhCN

const LOCALES: Record<Language, () => Promise<{ default: Messages }>> = {
  'zh-CN': () => import('./locales/zh-CN/index.ts'),
  'en': () => import('./locales/en/index.ts'),
}

/** @returns the texts of one language; the others are not loaded */
export async function loadMessages(language: Language): Promise<Messages> {
  return (await LOCALES[language]()).default
}

/** @returns the file of a language, as the build's manifest names it */
export function pathOf(language: Language): string {
  return `i18n/locales/${language}/index.ts`
}
