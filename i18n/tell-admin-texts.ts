import type { Language } from '#shared/utils/language.ts'

/** Texts of "copy for the admin". Apart from the others, because most pages never show a failure. */
export interface TellAdminTexts {
  copy: string
  /** Between a label and its value. */
  colon: string
  admins: (names: string[]) => string
  time: string
  /** What the admin does next. */
  next: string
  look: string
  ifItLasts: string
}

const zhCN: TellAdminTexts = {
  copy: '复制给管理员',
  colon: '：',
  admins: names => `管理员：${names.join('、')}`,
  time: '时间',
  next: '下一步',
  look: '打开下方的配置检查，先处理第一项',
  ifItLasts: '如持续出现，打开下方的配置检查',
}

const en: TellAdminTexts = {
  copy: 'Copy for the admin',
  colon: ': ',
  admins: names => `${names.length === 1 ? 'Admin' : 'Admins'}: ${names.join(', ')}`,
  time: 'Time',
  next: 'Next step',
  look: 'open the setup check below and fix the first problem',
  ifItLasts: 'if this continues, open the setup check below',
}

export const TELL_ADMIN_TEXTS: Record<Language, TellAdminTexts> = { 'zh-CN': zhCN, en }

/** What an admin has to know about a failure. It holds no id of a customer and nothing that opens a door. */
export interface ToldFailure {
  title: string
  code: string
  /** With its label. */
  requestId?: string
  time: string
  /** What the admin does next. Absent: the check of the set-up. */
  hint?: string
  /** It usually passes. */
  passes: boolean
  /** Origin of the site. */
  origin: string
}

/** @returns the text that a member sends to an admin */
export function adminMessage(texts: TellAdminTexts, failure: ToldFailure): string {
  const { title, code, requestId, time, hint, passes, origin } = failure
  return [
    `${title} (${code})`,
    requestId,
    `${texts.time}${texts.colon}${time}`,
    `${texts.next}${texts.colon}${hint ?? texts[passes ? 'ifItLasts' : 'look']}`,
    `${origin}/doctor`,
  ].filter(Boolean).join('\n')
}
