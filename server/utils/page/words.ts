import type { Language } from '#shared/utils/language.ts'
import en from '../../../i18n/locales/en/index'
import zhCN from '../../../i18n/locales/zh-CN/index'
import type { Messages } from '../../../i18n/messages'

/** The app's words, for the pages that the server makes without it. */
export const WORDS: Record<Language, Messages> = { 'zh-CN': zhCN, en }
