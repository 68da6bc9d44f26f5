import type { Language } from '#shared/utils/language.ts'

const zhCN = {
  title: '关联账号',
  wecom: '企业微信',
  wecomCustomer: '外部联系人',
  unknownApp: (appId: string) => `未配置的应用 ${appId}`,
  kinds: { miniProgram: '小程序', officialAccount: '公众号', website: '网站', mobileApp: '移动应用' },
  first: '首次出现',
  copy: (id: string) => `复制 ${id}`,
  since: '首次记录',
  lastSeen: '最近记录',
  /** By the WeCom or WeChat API; an unknown source is shown unchanged. */
  sources: {
    'externalcontact/get': '企业微信客户资料',
    'externalcontact/batch/get_by_user': '企业微信客户同步',
    'kf/customer/batchget': '微信客服',
    'jscode2session': '登录小程序',
    'user_data': '小程序用户信息',
    'user/info': '公众号用户资料',
    'user/info/batchget': '公众号用户资料',
    'sns/oauth2': '微信登录',
  } as Record<string, string>,
  system: (id: string) => `企业系统「${id}」`,
  onlyWecom: '暂无其他账号。客户登录小程序、网站或移动应用，或关注公众号后将显示在这里。',
  noUnionId: '暂无 UnionID，无法关联小程序、公众号、网站和移动应用账号。',
  adminHint: '在 NUXT_WECHAT_APPS 填入企业的小程序、公众号、网站和移动应用，并按 docs/identity.md 接入登录。',
  decided: { title: '管理员已确认', again: '重新选择' },
  conflict: {
    title: '身份冲突',
    meaning: '多个来源给出的 UnionID 不一致，确认前该账号不归属任何客户。',
    current: '当前客户',
    openPlatform: '开放平台账号',
    member: '请联系管理员处理。',
    decide: '选择正确的 UnionID',
    question: '该账号属于哪位客户？',
    consequence: '确认后以所选 UnionID 为准，其他来源不再生效。操作将被记录。',
    confirm: '确认',
    resolved: '冲突已解决。',
  },
}

/** Texts of the accounts in other apps. Apart from the others, because they load when the ids are opened. */
export type IdentityTexts = typeof zhCN

const en: IdentityTexts = {
  title: 'Linked accounts',
  wecom: 'WeCom',
  wecomCustomer: 'External contact',
  unknownApp: appId => `App ${appId} (not configured)`,
  kinds: {
    miniProgram: 'Mini program', officialAccount: 'Official account', website: 'Website', mobileApp: 'Mobile app',
  },
  first: 'First seen',
  copy: id => `Copy ${id}`,
  since: 'first recorded',
  lastSeen: 'last recorded',
  sources: {
    'externalcontact/get': 'WeCom customer profile',
    'externalcontact/batch/get_by_user': 'WeCom customer sync',
    'kf/customer/batchget': 'WeChat customer service',
    'jscode2session': 'Mini program sign-in',
    'user_data': 'Mini program user info',
    'user/info': 'Official account profile',
    'user/info/batchget': 'Official account profile',
    'sns/oauth2': 'Sign-in with WeChat',
  },
  system: id => `Company system ${id}`,
  onlyWecom:
    'No other accounts yet. They appear here after this customer signs in to your mini program, website or mobile '
    + 'app, or follows your official account.',
  noUnionId: 'Without a UnionID, mini program, official account, website and mobile app users can\'t be linked.',
  adminHint:
    'List your mini programs, official accounts, websites and mobile apps in NUXT_WECHAT_APPS and connect their '
    + 'sign-in: see docs/identity.md.',
  decided: { title: 'Confirmed by an admin', again: 'Choose again' },
  conflict: {
    title: 'Conflict',
    meaning: 'Sources give different UnionIDs for this account. It stays unassigned until resolved.',
    current: 'This customer',
    openPlatform: 'Open Platform account',
    member: 'Contact your admin.',
    decide: 'Choose the correct UnionID',
    question: 'Which customer owns this account?',
    consequence: 'Other UnionIDs will be ignored from now on. This decision is logged.',
    confirm: 'Confirm',
    resolved: 'Conflict resolved.',
  },
}

export const IDENTITY_TEXTS: Record<Language, IdentityTexts> = { 'zh-CN': zhCN, en }
