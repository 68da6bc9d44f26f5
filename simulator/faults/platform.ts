import type { FaultPreset } from './preset.ts'

const API = '/cgi-bin/*'

/** Faults of WeCom's servers and of the network. */
export const platformFaults: FaultPreset[] = [
  {
    name: 'token-dies-early',
    title: { zh: 'access_token 提前失效', en: 'access_token ends early' },
    explanation: {
      zh: '已发出的 access_token 立即失效：40014，应刷新一次并重试。',
      en: 'The issued access_token is invalid at once: 40014; fetch a new one and try again.',
    },
    source: 'doc 91039',
    happen(world) {
      world.credentials.revoke('access_token')
      return undefined
    },
  },
  {
    name: 'tickets-die-early',
    title: { zh: 'jsapi_ticket 提前失效', en: 'Tickets end early' },
    explanation: {
      zh: '两种 ticket 都失效：客户端报 invalid signature（e=40093）。',
      en: 'Both tickets are invalid: clients say "invalid signature" (e=40093).',
    },
    source: 'doc 90506',
    happen(world) {
      world.credentials.revoke('corp_ticket')
      world.credentials.revoke('agent_ticket')
      return undefined
    },
  },
  {
    name: 'ticket-quota',
    title: { zh: 'ticket 获取超过频率', en: 'Ticket quota used up' },
    explanation: {
      zh: '没有共享缓存时的典型故障：获取 ticket 返回 45009。',
      en: 'What happens without a shared cache: fetching a ticket answers 45009.',
    },
    source: 'doc 90312',
    settings: { ticketsPerHour: 0 },
  },
  {
    name: 'frequency-limit',
    title: { zh: '接口频率超限', en: 'Frequency limit' },
    explanation: { zh: '客户接口每分钟只允许 3 次：45009。', en: 'Three calls of each customer API a minute: 45009 after that.' },
    source: 'doc 90312: 45009',
    settings: {
      callsPerMinuteOf: {
        '/cgi-bin/externalcontact/get': 3,
        '/cgi-bin/externalcontact/list': 3,
        '/cgi-bin/externalcontact/batch/get_by_user': 3,
      },
    },
  },
  {
    name: 'concurrency-limit',
    title: { zh: '并发超限', en: 'Concurrency limit' },
    explanation: { zh: '客户详情返回 45033。', en: 'externalcontact/get answers 45033.' },
    source: 'doc 90313: 45033',
    faults: [{ path: '/cgi-bin/externalcontact/get', errcode: 45033 }],
  },
  {
    name: 'system-busy',
    title: { zh: '系统繁忙', en: 'System busy' },
    explanation: { zh: '前两次调用返回 -1，之后恢复。', en: 'Two calls answer -1, then it recovers.' },
    source: 'doc 90313: -1',
    faults: [{ path: '/cgi-bin/externalcontact/*', errcode: -1, times: 2 }],
  },
  {
    name: 'slow',
    title: { zh: '企业微信很慢', en: 'WeCom is slow' },
    explanation: { zh: '每个接口多等 3 秒。', en: 'Each API takes three more seconds.' },
    source: '–',
    settings: { latencyMs: 3_000 },
  },
  {
    name: 'hangs',
    title: { zh: '接口不应答', en: 'The API never answers' },
    explanation: { zh: '连接建立后没有任何响应。', en: 'The connection is open, but there is no answer.' },
    source: '–',
    faults: [{ path: API, hang: true }],
  },
  {
    name: 'bad-gateway',
    title: { zh: '网关错误', en: 'Bad gateway' },
    explanation: { zh: '返回 502 和一段 HTML。', en: '502 with a page of HTML.' },
    source: '–',
    faults: [{ path: API, status: 502, body: '<html><body>502 Bad Gateway</body></html>' }],
  },
  {
    name: 'rubbish',
    title: { zh: '返回的不是 JSON', en: 'Not JSON' },
    explanation: { zh: '状态 200，但内容是网络运营商插入的页面。', en: 'Status 200, but a page that the network operator inserted.' },
    source: '–',
    faults: [{ path: '/cgi-bin/externalcontact/*', body: '<html>please log in to the network</html>' }],
  },
  {
    name: 'code-used',
    title: { zh: 'code 已被使用', en: 'OAuth code used' },
    explanation: { zh: '刷新或重复提交时的情况：getuserinfo 返回 40029。', en: 'What a reload does: getuserinfo answers 40029.' },
    source: 'doc 91023: 40029',
    faults: [{ path: '/cgi-bin/auth/getuserinfo', errcode: 40029 }],
  },
  {
    name: 'code-of-other-app',
    title: { zh: 'code 属于其他应用', en: 'OAuth code of another app' },
    explanation: {
      zh: 'access_token 与 code 不是同一应用：50001。',
      en: 'access_token and code belong to different apps: 50001.',
    },
    source: 'doc 90313: 50001',
    faults: [{ path: '/cgi-bin/auth/getuserinfo', errcode: 50001 }],
  },
  {
    name: 'relation-ended',
    title: { zh: '成员已删除客户', en: 'The member deleted the customer' },
    explanation: { zh: '客户详情返回 84061。', en: 'externalcontact/get answers 84061.' },
    source: 'doc 90313: 84061',
    faults: [{ path: '/cgi-bin/externalcontact/get', errcode: 84061 }],
  },
  {
    name: 'foreign-external-userid',
    title: { zh: '外部联系人 ID 不属于本企业', en: 'external_userid of another company' },
    explanation: { zh: '客户详情返回 40096。', en: 'externalcontact/get answers 40096.' },
    source: 'doc 90313: 40096',
    faults: [{ path: '/cgi-bin/externalcontact/get', errcode: 40096 }],
  },
  {
    name: 'clock-ahead',
    title: { zh: '企业微信时钟快两小时', en: 'WeCom\'s clock is two hours ahead' },
    explanation: {
      zh: '所有已发出的 token、ticket、code 都过期：42001。',
      en: 'All issued tokens, tickets and codes have expired: 42001.',
    },
    source: 'doc 90313: 42001',
    settings: { clockOffsetMs: 7_200_000 },
  },
  {
    name: 'mini-program-secret',
    title: { zh: '小程序 Secret 错误', en: 'Wrong mini program secret' },
    explanation: { zh: 'jscode2session 与 token 返回 40125。', en: 'jscode2session and the tokens answer 40125.' },
    source: 'api.weixin.qq.com: 40125',
    faults: ['/sns/jscode2session', '/cgi-bin/token', '/cgi-bin/stable_token'].map(path => ({ path, errcode: 40125 })),
  },
  {
    name: 'mini-program-code-blocked',
    title: { zh: '高风险用户被拦截', en: 'Risky person blocked' },
    explanation: { zh: 'jscode2session 返回 40226。', en: 'jscode2session answers 40226.' },
    source: 'api.weixin.qq.com: 40226',
    faults: [{ path: '/sns/jscode2session', errcode: 40226 }],
  },
  {
    name: 'callbacks-held-back',
    title: { zh: '回调延迟', en: 'Callbacks held back' },
    explanation: {
      zh: '事件不会送达，直到手动投递（可乱序、重复）。',
      en: 'Events wait until they are delivered by hand, in any order, also more than once.',
    },
    source: 'doc 90930',
    settings: { callbackPaused: true },
  },
]
