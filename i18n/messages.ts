import en from './locales/en/index'
import zhCN from './locales/zh-CN/index'

/** All texts of the page. English must have exactly the keys of Chinese, which the compiler checks. */
export type Messages = typeof zhCN

export const messages: Record<'zh-CN' | 'en', Messages> = { 'zh-CN': zhCN, en }
