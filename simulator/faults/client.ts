import type { FaultPreset } from './preset.ts'
import { switchMember } from './switch-member.ts'

const MORE_INFO = 'more info at https://open.work.weixin.qq.com/devtool/query?e='

/** Faults of the desktop and phone clients. */
export const clientFaults: FaultPreset[] = [
  {
    name: 'bridge-late',
    title: { zh: 'JS 桥出现得晚', en: 'Bridge comes late' },
    explanation: { zh: 'WeixinJSBridge 在页面加载 2 秒后才出现。', en: 'WeixinJSBridge appears two seconds after the page.' },
    source: 'doc 94313, note 6',
    faults: [{ bridge: 'late', delayMs: 2_000 }],
  },
  {
    name: 'bridge-never',
    title: { zh: '没有 JS 桥', en: 'No bridge' },
    explanation: {
      zh: 'UA 是企业微信，但没有 WeixinJSBridge：SDK 的 Promise 永远不结束。',
      en: 'The user agent is WeCom\'s, but there is no bridge: the SDK\'s promises never settle.',
    },
    source: '@wecom/jssdk 2.4.4',
    faults: [{ bridge: 'never' }],
  },
  {
    name: 'agent-config-hangs',
    title: { zh: 'agentConfig 不回调', en: 'agentConfig never answers' },
    explanation: { zh: '客户端不调用回调；SDK 没有超时。', en: 'The client never calls back, and the SDK has no time-out.' },
    source: '@wecom/jssdk 2.4.4',
    faults: [{ api: 'agentConfig', never: true }],
  },
  {
    name: 'invalid-signature',
    title: { zh: '签名错误', en: 'Invalid signature' },
    explanation: {
      zh: 'agentConfig 报 e=40093：用了企业 ticket、URL 不一致或时间戳为毫秒。',
      en: 'agentConfig fails with e=40093: corp ticket, another URL, or milliseconds.',
    },
    source: 'doc 90313: 40093',
    faults: [{ api: 'agentConfig', errMsg: `agentConfig:invalid signature ${MORE_INFO}40093` }],
  },
  {
    name: 'other-corp',
    title: { zh: '成员登录了另一家企业', en: 'Member signed in to another company' },
    explanation: { zh: 'agentConfig 报 invalid corpId（e=40013）。', en: 'agentConfig says "invalid corpId" (e=40013).' },
    source: 'doc 90313: 92002, 40013',
    faults: [{ api: 'agentConfig', errMsg: `agentConfig:invalid corpId ${MORE_INFO}40013` }],
  },
  {
    name: 'no-permission',
    title: { zh: '客户端无权限', en: 'No permission in the client' },
    explanation: {
      zh: 'agentConfig 成功，但 getCurExternalContact 报 no permission。',
      en: 'agentConfig is ok, getCurExternalContact says "no permission".',
    },
    source: 'doc 100746',
    faults: [{ api: 'getCurExternalContact', errMsg: 'getCurExternalContact:fail no permission' }],
  },
  {
    name: 'without-context',
    title: { zh: '没有客户上下文', en: 'Without context' },
    explanation: {
      zh: 'getContext 说是单聊，但取不到客户。',
      en: 'getContext names a single chat, but there is no customer in it.',
    },
    source: 'doc 100746',
    faults: [{
      api: 'getCurExternalContact',
      errMsg: 'getCurExternalContact:fail_fail_without context of external contact',
    }],
  },
  {
    name: 'access-denied',
    title: { zh: '旧系统拒绝调用', en: 'Old system denies access' },
    explanation: { zh: '所有接口都答 system:access_denied。', en: 'Every API answers system:access_denied.' },
    source: '@wecom/jssdk 2.4.4',
    faults: [{ api: '*', errMsg: 'system:access_denied' }],
  },
  {
    name: 'bridge-silent',
    title: { zh: 'JS 桥没有事件', en: 'Bridge without its event' },
    explanation: {
      zh: 'WeixinJSBridge 晚到，并且没有 WeixinJSBridgeReady 事件；SDK 只等事件。',
      en: 'WeixinJSBridge comes late and without WeixinJSBridgeReady; the SDK waits for the event only.',
    },
    source: '@wecom/jssdk 2.4.4',
    faults: [{ bridge: 'silent' }],
  },
  {
    name: 'bridge-by-frames',
    title: { zh: 'JS 桥走 iframe', en: 'Bridge by frames' },
    explanation: {
      zh: '旧的手机客户端用 weixin:// 的 iframe 传递调用；页面的 CSP 若没有放行，就没有回调。',
      en: 'Older phones carry calls by frames of weixin://; a policy without them loses every call.',
    },
    source: 'reports of developers, Android and iOS',
    faults: [{ bridge: 'frames' }],
  },
  {
    name: 'agent-config-slow',
    title: { zh: 'agentConfig 很慢', en: 'agentConfig is slow' },
    explanation: { zh: 'agentConfig 7 秒后才回调。', en: 'agentConfig answers after seven seconds.' },
    source: 'reports of developers, Windows',
    faults: [{ api: 'agentConfig', delayMs: 7_000 }],
  },
  {
    name: 'ticket-not-available',
    title: { zh: 'ticket 暂不可用', en: 'Ticket not available' },
    explanation: {
      zh: 'agentConfig 第一次报 ticket not available（e=42012），再签一次就好。',
      en: 'The first agentConfig says "ticket not available" (e=42012); the next signature works.',
    },
    source: 'reports of developers, iOS 3.1.9, Android 3.0.36',
    faults: [{ api: 'agentConfig', errMsg: `agentConfig:ticket not available ${MORE_INFO}42012`, times: 1 }],
  },
  {
    name: 'invalid-signature-late',
    title: { zh: '配置成功后才报签名错误', en: 'Invalid signature after agentConfig' },
    explanation: {
      zh: 'agentConfig 成功，但第一次调用报 e=40093；SDK 不会自己重新签名。',
      en: 'agentConfig is ok, the first call fails with e=40093; the SDK does not sign anew by itself.',
    },
    source: 'reports of developers, Android',
    faults: [{ api: 'getContext', errMsg: `getContext:fail_invalid signature ${MORE_INFO}40093`, times: 1 }],
  },
  {
    name: 'permission-denied-once',
    title: { zh: '偶发 permission denied', en: 'A passing "permission denied"' },
    explanation: {
      zh: '第一次调用报 permission denied，再问就好。', en: 'The first call says "permission denied", the next one works.',
    },
    source: 'reports of developers, some PCs and Androids',
    faults: [{ api: 'getCurExternalContact', errMsg: 'getCurExternalContact:fail_permission denied', times: 1 }],
  },
  {
    name: 'not-in-allow-list',
    title: { zh: '成员不在可见范围（客户端）', en: 'Member not in the allow list' },
    explanation: { zh: 'agentConfig 报 user not in allow list。', en: 'agentConfig says "user not in allow list".' },
    source: 'reports of developers',
    faults: [{ api: 'agentConfig', errMsg: 'agentConfig:user not in allow list' }],
  },
  {
    name: 'out-of-limit',
    title: { zh: '客户端限制调用次数', en: 'Client limits calls' },
    explanation: {
      zh: '前两次调用报 fail_out_of_limit，等一会儿再问就好。',
      en: 'Two calls say "fail_out_of_limit"; after a wait it works.',
    },
    source: 'reports of developers, Android',
    faults: [{ api: 'getCurExternalContact', errMsg: 'getCurExternalContact:fail_out_of_limit', times: 2 }],
  },
  {
    name: 'inner-refusal',
    title: { zh: '外层 ok，内层拒绝', en: 'Ok outside, refused inside' },
    explanation: {
      zh: 'errMsg 说 ok，errmsg 说 fail_permission denied。', en: 'errMsg says ok, errmsg says "fail_permission denied".',
    },
    source: 'reports of developers',
    faults: ['getCurExternalContact', 'sendChatMessage'].map(api => ({
      api, innerErrMsg: 'fail_permission denied',
    })),
  },
  {
    name: 'session-cookie-lost',
    title: { zh: '浏览器不保留登录 Cookie', en: 'Session cookie not kept' },
    explanation: {
      zh: 'OAuth 成功，但登录 Cookie 没有保留：页面会不断回到登录。',
      en: 'OAuth succeeds, but the session cookie is not kept: the page goes to sign-in again and again.',
    },
    source: 'reports of developers',
    settings: { lostCookies: ['wecom_session'] },
  },
  {
    name: 'redirect-twice',
    title: { zh: '回调地址被打开两次', en: 'Redirect opened twice' },
    explanation: {
      zh: '登录后的地址被打开两次，同一个 code 用了两次。',
      en: 'The address after a sign-in is opened twice, with the same code.',
    },
    source: 'reports of developers',
    settings: { doublesRedirects: true },
  },
  {
    name: 'back-key-leaves',
    title: { zh: '返回键直接退出页面', en: 'Back key leaves the page' },
    explanation: {
      zh: '手机的返回键不看页面的历史记录，直接退出；页面用 onHistoryBack 返回 false 才会留下。',
      en: 'The back key of a phone leaves the page without a look at its history, unless onHistoryBack says false.',
    },
    source: 'reports of developers, Android',
    settings: { leavesAtBack: true },
  },
  {
    name: 'member-switched',
    title: { zh: '客户端换了成员', en: 'Another member in the client' },
    explanation: {
      zh: '另一位成员在同一客户端登录，但网页的 Cookie 还在：页面可能以前一位成员的身份继续。',
      en: 'Another member has signed in to the same client, and the cookies are still there.',
    },
    source: 'reports of developers',
    happen: switchMember,
  },
]
