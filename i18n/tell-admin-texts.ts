import type { Language } from '#shared/utils/language.ts'

/** Texts of "copy for the admin". Apart from the others, because most pages never show a failure. */
export interface TellAdminTexts {
  copy: string
  admins: (names: string[]) => string
  time: string
  /** What the admin does next. */
  next: string
  look: string
  ifItLasts: string
}

const zhCN: TellAdminTexts = {
  copy: '复制给管理员',
  admins: names => `管理员：${names.join('、')}`,
  time: '时间',
  next: '下一步',
  look: '打开下面的配置检查，先解决最上面的一项',
  ifItLasts: '如果一直出现，打开下面的配置检查',
}

const en: TellAdminTexts = {
  copy: 'Copy for the admin',
  admins: names => `${names.length === 1 ? 'Admin' : 'Admins'}: ${names.join(', ')}`,
  time: 'Time',
  next: 'Next step',
  look: 'open the check of the set-up below, and mend the topmost line first',
  ifItLasts: 'if it lasts, open the check of the set-up below',
}

export const TELL_ADMIN_TEXTS: Record<Language, TellAdminTexts> = { 'zh-CN': zhCN, en }
