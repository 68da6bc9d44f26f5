import { answer, click, hasten, refusal, silence, waitForEver } from './screen.mjs'

const CHAT = { chatId: 'with-unionid' }
const ADMIN = { userId: 'chenzhiyuan', chatId: 'group' }
const PANEL = '.panel'
const CUSTOMER = '/api/customers/*'
const WHERE = ' more info at https://open.work.weixin.qq.com/devtool/query?e='

/** Errors of our server. */
const SERVER = {
  session_required: 401,
  invalid_request: 400,
  untrusted_url: 400,
  cross_site_request: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  customer_not_found: 404,
  reminder_not_found: 404,
  reminders_full: 409,
  too_many_requests: 429,
  wecom_busy: 503,
  wecom_config: 502,
  wecom_refused: 502,
  wecom_unavailable: 502,
  store_unavailable: 503,
  database_config: 503,
  internal: 500,
}

/** Faults of the client. */
const CLIENT = {
  signature_refused: { api: 'agentConfig', errMsg: `agentConfig:invalid signature${WHERE}40093` },
  domain_not_trusted: { api: 'agentConfig', errMsg: `agentConfig:fail, not match any reliable domain.${WHERE}80001` },
  ticket_unavailable: { api: 'agentConfig', errMsg: `agentConfig:ticket not available${WHERE}42012` },
  member_out_of_scope: { api: 'agentConfig', errMsg: 'agentConfig:user not in allow list' },
  client_busy: { api: 'getContext', errMsg: 'getContext:fail_out_of_limit' },
  corp_mismatch: { api: 'agentConfig', errMsg: `agentConfig:invalid corpId${WHERE}40013` },
  agent_unknown: { api: 'agentConfig', errMsg: `agentConfig:fail_invalid agentid${WHERE}40056` },
  no_permission: { api: 'getContext', errMsg: 'getContext:fail no permission' },
  not_supported: { api: 'getContext', errMsg: 'getContext:function not exist' },
  no_context: { api: 'getContext', errMsg: 'getContext:fail without context of external contact' },
  bridge_refused: { api: 'getContext', errMsg: 'getContext:fail of an unknown kind' },
  bridge_timeout: { bridge: 'never' },
  config_timeout: { api: 'agentConfig', never: true },
  api_timeout: { api: 'getContext', never: true },
}

/** Failures with advice for an admin. @type {(keyof typeof CLIENT)[]} */
const HINTS = [
  'signature_refused', 'domain_not_trusted', 'corp_mismatch', 'agent_unknown', 'no_permission', 'ticket_unavailable',
  'member_out_of_scope',
]

/** In the language that the page asks for. @type {Record<string, string>} */
const TRUSTED_IP = {
  'en': 'Add this server\'s outgoing IP to App Management (应用管理) → your app → Developer API (开发者接口) → '
    + 'Company\'s Trusted IP (企业可信IP). WeCom sees this server as 203.0.113.7.',
  'zh-CN': '把本服务器的出口 IP 加入 应用管理 → 应用 → 开发者接口 → 企业可信IP。企业微信看到的本服务器 IP 是 203.0.113.7。',
}

/** @type {(name: string) => string} */
const named = code => `failure-${code.replaceAll('_', '-')}`

/**
 * Every failure that replaces the whole page. The name of a screen contains the code.
 *
 * @type {import('./screen.mjs').Screen[]}
 */
export const failures = [
  ...Object.entries(SERVER).map(([code, status]) => ({
    name: named(code),
    client: CHAT,
    shows: PANEL,
    prepare: answer(
      CUSTOMER,
      status,
      refusal(code),
      ['too_many_requests', 'wecom_busy', 'wecom_config'].includes(code) ? { 'retry-after': '60' } : {},
    ),
  })),
  {
    name: named('group_not_found'),
    client: { chatId: 'group' },
    shows: PANEL,
    prepare: answer('/api/groups/*', 404, refusal('group_not_found')),
  },
  {
    name: named('offline'),
    client: CHAT,
    shows: PANEL,
    prepare: page => page.route(`**${CUSTOMER}`, route => route.abort('internetdisconnected')),
  },
  { name: named('timeout'), client: CHAT, shows: PANEL, prepare: silence(CUSTOMER) },
  // After some of them the page reloads itself.
  ...Object.entries(CLIENT).map(([code, fault]) => ({
    name: named(code),
    client: CHAT,
    faults: [fault],
    shows: PANEL,
    prepare: hasten,
    act: waitForEver,
  })),
  ...HINTS.map(code => ({
    name: `${named(code)}-admin`,
    client: ADMIN,
    faults: [CLIENT[code]],
    shows: PANEL,
    act: click('summary'),
  })),
  {
    name: `${named('wecom_config')}-admin`,
    client: ADMIN,
    shows: PANEL,
    act: click('summary'),
    prepare: page =>
      page.route('**/api/groups/*', route =>
        route.fulfill({
          status: 502,
          json: { ...refusal('wecom_config'), fix: TRUSTED_IP[route.request().headers()['accept-language'] ?? ''] },
        }),
      ),
  },
]
