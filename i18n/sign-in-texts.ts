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
  title: '登录设备',
  intro: '以下设备已登录客户侧边栏。如有陌生设备，请全部退出并联系管理员。',
  loading: '正在加载…',
  unknownDevice: '未知设备',
  browser: '浏览器',
  wecom: version => `企业微信 ${version}`,
  current: '本设备',
  lastSeen: '最近使用',
  endAll: '全部退出',
  endAllHint: '包括本设备，未保存的内容将被删除。企业微信内将自动重新登录。',
  confirm: '确认全部退出',
  cancel: '取消',
  ending: '正在退出…',
  ofMember: '退出成员的全部登录',
  ofMemberHint: '成员账号（userid）',
  endOfMember: '退出',
  ended: count => `已退出 ${count} 处登录`,
  none: '该成员未登录',
  signOutTitle: '退出登录',
  signOutDeletes: '当前浏览器有未保存的内容，退出后将被删除。',
  signOutAnyway: '仍然退出',
}

const en: SignInTexts = {
  title: 'Signed-in devices',
  intro: 'You\'re signed in to the customer sidebar on these devices. '
    + 'If you don\'t recognize one, sign out everywhere and contact your admin.',
  loading: 'Loading…',
  unknownDevice: 'Unknown device',
  browser: 'Browser',
  wecom: version => `WeCom ${version}`,
  current: 'This device',
  lastSeen: 'Last used',
  endAll: 'Sign out everywhere',
  endAllHint: 'Includes this device. Unsaved text is deleted. In WeCom you\'re signed in again automatically.',
  confirm: 'Yes, sign out everywhere',
  cancel: 'Cancel',
  ending: 'Signing out…',
  ofMember: 'Sign a member out everywhere',
  ofMemberHint: 'Member account (userid)',
  endOfMember: 'Sign out',
  ended: count => count === 1 ? '1 sign-in ended' : `${count} sign-ins ended`,
  none: 'This member isn\'t signed in',
  signOutTitle: 'Sign out',
  signOutDeletes: 'You have unsaved text in this browser. Signing out deletes it.',
  signOutAnyway: 'Sign out anyway',
}

/** By language. */
export const SIGN_IN_TEXTS: Record<Language, SignInTexts> = { 'zh-CN': zhCN, en }
