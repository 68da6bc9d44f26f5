import { amend, answer, click, refusal } from './screen.mjs'

/** The admin of the simulated company. */
const client = { userId: 'chenzhiyuan' }
const path = '/doctor'
const shows = 'main details summary'
const REPORT = '/api/doctor'

/** @typedef {import('../../shared/types/doctor.ts').CheckReport} CheckReport */

/**
 * Changes checks of the server's report.
 *
 * @param {string} status of the whole
 * @param {(check: CheckReport) => Partial<CheckReport>} change
 * @returns {import('./screen.mjs').Act}
 */
const changed = (status, change) => amend(REPORT, ({ checks }) =>
  ({ status, checks: checks.map((/** @type {CheckReport} */ check) => ({ ...check, ...change(check) })) }))

const RIGHT = { status: /** @type {const} */ ('ok'), cause: undefined, fix: undefined, where: undefined }

/** In both languages at once: a picture of it is about the layout. @type {Partial<CheckReport>} */
const REFUSED_IP = {
  status: 'fail',
  evidence: 'agent/get: errcode 60020, not allow to access from your ip, from ip 203.0.113.7',
  cause: 'WeCom does not trust the address of this server. 企业微信不信任本服务器的 IP。',
  fix: 'Add 203.0.113.7 to Company\'s Trusted IP (企业可信IP).',
  where: '应用管理 → 应用 → 开发者接口 → 企业可信IP',
}
/** @type {Partial<CheckReport>} */
const WRONG_SECRET = {
  status: 'fail',
  evidence: 'gettoken: errcode 40001, invalid credential',
  cause: 'WeCom does not know this Secret. Secret 无效：企业微信不接受。',
  pausedSeconds: 23,
  fix: 'Copy the Secret again into NUXT_WECOM_AGENT_SECRET.',
  where: '应用管理 → 应用 → Secret',
}
/** What needs WeCom's answers. */
const BEHIND_IT = ['agent', 'tickets', 'customer-contact', 'union-id', 'sync']

/** @type {import('../../shared/types/panel.ts').PanelCalls[]} */
const CALLS = [
  { id: 'orders', title: { zh: '订单', en: 'Orders' }, calls: [] },
  {
    id: 'tickets',
    title: { zh: '工单', en: 'Tickets' },
    calls: [
      {
        at: '2026-11-26T08:01:00Z', kind: 'card', ms: 31, status: 200, bytes: 418, problem: 'panel_card_invalid',
        detail: 'blocks.0.items.3.title: expected string; blocks.2.text: longer than 2000',
      },
      { at: '2026-11-26T08:00:00Z', kind: 'action', ms: 4_500, problem: 'panel_late' },
      { at: '2026-11-26T07:59:00Z', kind: 'card', ms: 28, status: 200, bytes: 402 },
    ],
  },
]

/** The check of the set-up, in its states. @type {import('./screen.mjs').Screen[]} */
export const doctor = [
  { name: 'doctor-ok', client, path, shows, prepare: changed('ok', () => RIGHT) },
  { name: 'doctor-ok-open', client, path, shows, prepare: changed('ok', () => RIGHT), act: click('main summary') },
  {
    name: 'doctor-fail',
    client,
    path,
    shows,
    prepare: changed('fail', ({ id }) => id === 'trusted-ip'
      ? REFUSED_IP
      : BEHIND_IT.includes(id) ? { status: 'skipped', evidence: 'trusted-ip' } : {}),
    act: click('main li summary'),
  },
  {
    name: 'set-up-fail',
    visitsSetUp: true,
    path: '/setup',
    shows,
    prepare: changed('fail', ({ id }) => id === 'credentials' ? WRONG_SECRET : { status: 'skipped' }),
  },
  { name: 'set-up-ok', visitsSetUp: true, path: '/setup', shows, prepare: changed('ok', () => RIGHT) },
  { name: 'set-up-link-refused', path: '/auth/setup?link=0', shows: 'main .action' },
  { name: 'diagnosis', client: { ...client, chatId: 'group' }, path: '/?diag=1', shows: '.diagnosis li:nth-child(5)' },
  {
    name: 'diagnosis-refused',
    client: { ...client, chatId: 'group' },
    faults: [{ api: 'agentConfig', errMsg: 'agentConfig:fail, not match any reliable domain.' }],
    path: '/?diag=1',
    shows: '.diagnosis .failed',
  },
  {
    name: 'doctor-ignored',
    client,
    path,
    shows,
    prepare: changed('ok', ({ status }) => status === 'warn' ? { ignored: '仅在本机试用 (trial on this machine)' } : {}),
  },
  {
    name: 'doctor-panels',
    client,
    path,
    prepare: async (page) => {
      await changed('ok', ({ id }) => id === 'panels' ? { ...RIGHT, evidence: undefined } : RIGHT)(page)
      await answer('/api/doctor/panels', 200, CALLS)(page)
    },
    shows: 'main [data-panel]',
    act: click('main [data-panel=tickets] summary'),
  },
  {
    name: 'doctor-failed',
    client,
    path,
    prepare: answer(REPORT, 503, refusal('store_unavailable'), { 'retry-after': '60' }),
    shows: 'main details',
  },
]
