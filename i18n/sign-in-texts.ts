import type { Language } from '#shared/utils/language.ts'

/** Texts about the places where a member is signed in. The sidebar loads without them. */
export interface SignInTexts {
  title: string
  intro: string
  loading: string
  unknownDevice: string
  browser: string
  wecom: (version: string) => string
  current: string
  lastSeen: string
  endAll: string
  endAllHint: string
  confirm: string
  cancel: string
  ending: string
  ofMember: string
  ofMemberHint: string
  endOfMember: string
  ended: (count: number) => string
  none: string
  signOutTitle: string
  signOutDeletes: string
  signOutAnyway: string
}

const zhCN: SignInTexts = {
  title: '登录的设备',
  intro: '你在这些设备上登录了客户侧边栏。有不认识的设备，请全部退出并告诉管理员。',
  loading: '正在读取…',
  unknownDevice: '未知设备',
  browser: '浏览器',
  wecom: version => `企业微信 ${version}`,
  current: '本设备',
  lastSeen: '最近使用',
  endAll: '全部退出',
  endAllHint: '本设备也会退出。在企业微信里会自动重新登录。',
  confirm: '确认全部退出',
  cancel: '取消',
  ending: '正在退出…',
  ofMember: '让某位成员全部退出',
  ofMemberHint: '成员的 userid',
  endOfMember: '让其退出',
  ended: count => `已退出 ${count} 处登录`,
  none: '这位成员没有登录',
  signOutTitle: '退出登录',
  signOutDeletes: '这个浏览器里有还没保存的文字，退出后会删除。',
  signOutAnyway: '仍然退出',
}

const en: SignInTexts = {
  title: 'Where you are signed in',
  intro: 'You are signed in to the customer sidebar on these devices. '
    + 'If you do not know one of them, sign out everywhere and tell your admin.',
  loading: 'Loading…',
  unknownDevice: 'Unknown device',
  browser: 'Browser',
  wecom: version => `WeCom ${version}`,
  current: 'This device',
  lastSeen: 'Last used',
  endAll: 'Sign out everywhere',
  endAllHint: 'This device, too. Inside WeCom you are signed in again at once.',
  confirm: 'Yes, sign out everywhere',
  cancel: 'Cancel',
  ending: 'Signing out…',
  ofMember: 'Sign a member out everywhere',
  ofMemberHint: 'userid of the member',
  endOfMember: 'Sign out',
  ended: count => count === 1 ? '1 sign-in ended' : `${count} sign-ins ended`,
  none: 'This member is not signed in',
  signOutTitle: 'Sign out',
  signOutDeletes: 'This browser has text that is not saved. Signing out deletes it.',
  signOutAnyway: 'Sign out anyway',
}

/** By language. */
export const SIGN_IN_TEXTS: Record<Language, SignInTexts> = { 'zh-CN': zhCN, en }
