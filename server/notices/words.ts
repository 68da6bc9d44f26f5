import type { Language } from '#shared/utils/language.ts'
import en from '../../i18n/locales/en/index.ts'
import zhCN from '../../i18n/locales/zh-CN/index.ts'
import type { Messages } from '../../i18n/messages.ts'

/** The app's texts, for pages that the server makes without the app. */
export const WORDS: Record<Language, Messages> = { 'zh-CN': zhCN, en }
