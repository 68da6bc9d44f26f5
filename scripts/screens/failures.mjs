import { answer, click, refusal, silence } from './screen.mjs'

const CHAT = { chatId: 'with-unionid' }
const ADMIN = { userId: 'chenzhiyuan', chatId: 'group' }
const PANEL = '.panel'
const CUSTOMER = '/api/customers/*'
const WHERE = ' more info at https://open.work.weixin.qq.com/devtool/query?e='

/** What our server says about a customer. */
const SERVER = {
  session_required: 401, invalid_request: 400, untrusted_url: 400, cross_site_request: 403, not_found: 404, method_not_allowed: 405,
  customer_not_found: 404, edit_conflict: 409, too_many_requests: 429, wecom_busy: 503, wecom_config: 502, wecom_unavailable: 502,
  store_unavailable: 503, internal: 500, reply_not_found: 404, replies_full: 409, admin_required: 403,
}

/** What the client does instead of answering. */
const CLIENT = {
  signature_refused: { api: 'agentConfig', errMsg: `agentConfig:invalid signature${WHERE}40093` },
  domain_not_trusted: { api: 'agentConfig', errMsg: `agentConfig:fail, not match any reliable domain.${WHERE}80001` },
  corp_mismatch: { api: 'agentConfig', errMsg: `agentConfig:invalid corpId${WHERE}40013` },
  agent_unknown: { api: 'agentConfig', errMsg: `agentConfig:fail_invalid agentid${WHERE}40056` },
  no_permission: { api: 'getContext', errMsg: 'getContext:fail no permission' },
  not_supported: { api: 'getContext', errMsg: 'getContext:function not exist' },
  no_context: { api: 'getContext', errMsg: 'getContext:fail without context of external contact' },
  bridge_refused: { api: 'getContext', errMsg: 'getContext:fail something nobody has seen yet' },
  bridge_timeout: { bridge: 'never' },
  config_timeout: { api: 'agentConfig', never: true },
  api_timeout: { api: 'getContext', never: true },
}

/** Those that advise an admin. @type {(keyof typeof CLIENT)[]} */
const HINTS = ['signature_refused', 'domain_not_trusted', 'corp_mismatch', 'agent_unknown', 'no_permission']

/** @type {(name: string) => string} */
const named = code => `failure-${code.replaceAll('_', '-')}`

/** Every failure as the member meets it, named after its code. @type {import('./screen.mjs').Screen[]} */
export const failures = [
  ...Object.entries(SERVER).map(([code, status]) => ({
    name: named(code), client: CHAT, shows: PANEL,
    prepare: answer(CUSTOMER, status, refusal(code), status === 429 || code === 'wecom_busy' ? { 'retry-after': '60' } : {}),
  })),
  { name: named('group_not_found'), client: { chatId: 'group' }, shows: PANEL, prepare: answer('/api/groups/*', 404, refusal('group_not_found')) },
  { name: named('offline'), client: CHAT, shows: PANEL, prepare: page => page.route(`**${CUSTOMER}`, route => route.abort('internetdisconnected')) },
  { name: named('timeout'), client: CHAT, shows: PANEL, prepare: silence(CUSTOMER) },
  ...Object.entries(CLIENT).map(([code, fault]) => ({ name: named(code), client: CHAT, faults: [fault], shows: PANEL })),
  { name: named('sdk_load_failed'), client: CHAT, shows: PANEL, prepare: page => page.route('**/_nuxt/*.js', async (route) => {
    const response = await route.fetch()
    const text = await response.text()
    // The page's own code names the SDK's APIs too, but holds Vue as well.
    const isSdk = text.includes('preVerifyJSAPI') && !text.includes('data-v-app')
    await (isSdk ? route.abort() : route.fulfill({ response }))
  }) },
  ...HINTS.map(code => ({ name: `${named(code)}-admin`, client: ADMIN, faults: [CLIENT[code]], shows: PANEL, act: click('summary') })),
  { name: `${named('wecom_config')}-admin`, client: ADMIN, shows: PANEL, act: click('summary'), prepare: answer('/api/groups/*', 502, {
    ...refusal('wecom_config'), fix: 'Add this server\'s address, 203.0.113.7, to the app\'s trusted IPs (企业可信IP).',
  }) },
]
