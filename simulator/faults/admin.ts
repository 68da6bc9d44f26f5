import { resetAgentSecret } from '../world/secret.ts'
import type { FaultPreset } from './preset.ts'

/** Mistakes of an admin in the console. */
export const adminFaults: FaultPreset[] = [
  {
    name: 'untrusted-domain',
    title: { zh: '可信域名不对', en: 'Wrong trusted domain' },
    explanation: {
      zh: '页面所在域名不是该应用的可信域名：OAuth 显示 redirect_uri 错误，agentConfig 报 e=80001。',
      en: 'The page\'s host is not a trusted domain: OAuth shows a redirect_uri error, agentConfig fails with e=80001.',
    },
    source: 'doc 90313: 80001, 50001',
    settings: { trustedDomains: ['elsewhere.example'] },
  },
  {
    name: 'jssdk-domain-unverified',
    title: { zh: '域名归属未验证', en: 'Domain ownership not verified' },
    explanation: {
      zh: 'OAuth 正常，但 JS-SDK 受限：agentConfig 报 not match any reliable domain。',
      en: 'OAuth works, the JS-SDK is limited: agentConfig says "not match any reliable domain".',
    },
    source: 'doc 90313: 85005',
    faults: ['agentConfig', 'preVerifyJSAPI'].map(api => ({
      api, errMsg: 'not match any reliable domain. more info at https://open.work.weixin.qq.com/devtool/query?e=80001',
    })),
  },
  {
    name: 'untrusted-ip',
    title: { zh: '服务器 IP 不在企业可信IP', en: 'Server address not trusted' },
    explanation: {
      zh: 'gettoken 成功，其他接口都返回 60020，errmsg 里有调用方 IP。',
      en: 'gettoken succeeds, every other API answers 60020 with the caller\'s address.',
    },
    source: 'doc 90313: 60020',
    settings: { trustedIps: ['192.0.2.1'] },
  },
  {
    name: 'app-not-callable',
    title: { zh: '未加入“可调用接口的应用”', en: 'App not allowed to call customer APIs' },
    explanation: {
      zh: '客户联系 → 可调用接口的应用里没有该应用：48002，侧边栏报 no permission。',
      en: 'The app is not in 客户联系 → 可调用接口的应用: 48002, and "no permission" in the sidebar.',
    },
    source: 'doc 92109: 48002',
    settings: { customerContactApp: false },
  },
  {
    name: 'member-without-customer-contact',
    title: { zh: '成员不在客户联系使用范围', en: 'Members outside 客户联系 使用范围' },
    explanation: {
      zh: '成员没有客户联系权限：84074，checkResult 为 false。',
      en: 'The members may not use 客户联系: 84074, and checkResult is false.',
    },
    source: 'doc 90313: 84074',
    settings: { customerContactUserIds: [] },
  },
  {
    name: 'outside-visible-range',
    title: { zh: '成员不在应用可见范围', en: 'Members outside the app\'s visible range' },
    explanation: { zh: 'user/get 返回 60011，客户详情返回 40096。', en: 'user/get answers 60011, customers answer 40096.' },
    source: 'doc 90313: 60011, 40096',
    settings: { visibleUserIds: [] },
  },
  {
    name: 'developer-account-unbound',
    title: { zh: '未绑定微信开发者ID', en: 'No WeChat developer account bound' },
    explanation: { zh: '客户详情没有 unionid 字段。', en: 'Customers come without unionid.' },
    source: 'doc 92114',
    settings: { developerAccount: 'unbound' },
  },
  {
    name: 'developer-account-other-subject',
    title: { zh: '开发者ID 主体不一致', en: 'Developer account of another subject' },
    explanation: {
      zh: '绑定的公众号/小程序主体与企业不同，没有 unionid。',
      en: 'The bound account belongs to another legal subject: no unionid.',
    },
    source: 'doc 92114',
    settings: { developerAccount: 'otherSubject' },
  },
  {
    name: 'third-party-app',
    title: { zh: '应用是第三方/代开发', en: 'A third-party app' },
    explanation: { zh: '没有 unionid 和头像，性别恒为 0。', en: 'Neither unionid nor avatar, gender always 0.' },
    source: 'doc 92114',
    settings: { appKind: 'thirdParty' },
  },
  {
    name: 'secret-reset',
    title: { zh: 'Secret 被重置', en: 'Secret was reset' },
    explanation: {
      zh: '应用还在用旧 Secret：gettoken 40001；一小时内次数过多会封禁该 IP。',
      en: 'The app has the old Secret: gettoken answers 40001; too many tries ban the address for an hour.',
    },
    source: 'doc 90313: 40001',
    happen(world) {
      resetAgentSecret(world)
      return undefined
    },
  },
  {
    name: 'app-disabled',
    title: { zh: '应用被停用', en: 'App disabled' },
    explanation: { zh: '所有接口返回 50003。', en: 'Every API answers 50003.' },
    source: 'doc 90313: 50003',
    faults: ['/cgi-bin/externalcontact/*', '/cgi-bin/auth/*', '/cgi-bin/user/get']
      .map(path => ({ path, errcode: 50003 })),
  },
]
