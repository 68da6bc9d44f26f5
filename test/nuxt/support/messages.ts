import en from '~/i18n/locales/en/index'
import zhCN from '~/i18n/locales/zh-CN/index'

/** Both languages; the page itself loads only one. */
export const messages = { 'zh-CN': zhCN, en }
