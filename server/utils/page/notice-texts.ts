import type { Language } from '#shared/utils/language.ts'

/** One notice in both languages: [title, cause and what to do, label of the way out]. */
type NoticeText = readonly [title: string, text: string, action: string]

/** The server's own pages: where the app itself cannot be shown. */
export const NOTICES = {
  sign_in_failed: {
    'zh-CN': ['登录没有完成', '企业微信的登录凭证已失效，或浏览器没有保留 Cookie。请重新登录；若反复出现，请在企业微信中重新打开此页面。', '重新登录'],
    'en': ['Sign-in did not complete', 'WeCom\'s sign-in code was no longer valid, or the browser kept no cookie. Sign in again; if this repeats, open the page anew from WeCom.', 'Sign in again'],
  },
  not_a_member: {
    'zh-CN': ['您不是本企业的成员', '此页面仅供本企业成员使用。请在企业微信中切换到正确的企业后重试。', '重新登录'],
    'en': ['You are not a member of this company', 'This page is for members of the company only. Switch to the right company in WeCom and try again.', 'Sign in again'],
  },
  wecom_config: {
    'zh-CN': ['应用配置有误', '企业微信拒绝了此应用的配置。请将下面的信息发给管理员。', '重试'],
    'en': ['The app is not set up correctly', 'WeCom refuses this app\'s configuration. Please pass the details below to your administrator.', 'Try again'],
  },
  wecom_unavailable: {
    'zh-CN': ['暂时无法连接企业微信', '企业微信没有应答。这通常很快恢复，请稍后重试。', '重试'],
    'en': ['WeCom cannot be reached', 'WeCom did not answer. This usually passes quickly: try again in a moment.', 'Try again'],
  },
  not_found: {
    'zh-CN': ['页面不存在', '这个地址没有内容。', '返回首页'],
    'en': ['Page not found', 'There is nothing at this address.', 'Go to the start page'],
  },
  internal: {
    'zh-CN': ['出错了', '服务器遇到了意外错误。请重试；若反复出现，请将下面的信息发给管理员。', '重试'],
    'en': ['Something went wrong', 'The server met an unexpected error. Try again; if it repeats, pass the details below to your administrator.', 'Try again'],
  },
} as const satisfies Record<string, Record<Language, NoticeText>>

export type NoticeKind = keyof typeof NOTICES
