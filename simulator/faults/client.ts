import type { FaultPreset } from './preset.ts'

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
]
