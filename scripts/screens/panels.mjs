import { all, answer, refusal, rest, silence, waitForEver } from './screen.mjs'
import { cancelOrder, LINES, PANELS, pay, PROBLEMS, refund, stamp, unknownTag } from './panel-cards.mjs'

const CHAT = { chatId: 'with-unionid' }
const LINES_PATH = '/api/customers/*/panels'
const GROUP_PATH = '/api/groups/*/panels'
const WORKBENCH_PATH = '/api/panels'
const ACTION_PATH = `${LINES_PATH}/*/actions/*`
const CONTEXT = /(<script[^>]* id="page-context"[^>]*>)([^<]*)/
const CARD = '.card'
const DIALOG = 'dialog form'
/** Not the outline, which is there before the code of panels. */
const WAITING = '.waiting[role=status]'

const isPage = (/** @type {URL} */ { pathname }) => pathname === '/'

/**
 * The page as that of a company with panels.
 *
 * @param {object[]} [panels]
 * @param {'customer' | 'group' | 'workbench'} [place]
 * @returns {import('./screen.mjs').Act}
 */
const withPanels = (panels = PANELS, place = 'customer') => page => page.route(isPage, async (route) => {
  const response = await route.fetch()
  const html = await response.text()
  await route.fulfill({ response, body: html.replace(CONTEXT, (_all, tag, context) =>
    tag + JSON.stringify({ ...JSON.parse(context), panels: { [place]: panels } }).replaceAll('<', '\\u003c')) })
})

/**
 * @param {object[]} lines
 * @param {string} [path]
 * @returns {import('./screen.mjs').Act}
 */
const sendingLines = (lines, path = LINES_PATH) => page => page.route(`**${path}`, route => route.fulfill({
  contentType: 'application/x-ndjson', body: lines.map(line => `${JSON.stringify(line)}\n`).join(''),
}))

const filled = all(withPanels(), sendingLines(LINES))
const waiting = all(withPanels(), silence(LINES_PATH))
const problems = all(
  withPanels(PROBLEMS.map(({ code }) => ({ id: code, title: { zh: code, en: code }, open: true }))),
  sendingLines(PROBLEMS.map(problem => ({ panel: problem.code, problem: { message: '', ...problem } }))),
)

/**
 * @param {{ label: string }} action
 * @returns {import('./screen.mjs').Act}
 */
const press = ({ label }) => page => page.locator('main').getByRole('button', { name: label, exact: true }).click()

/** @type {import('./screen.mjs').Act} */
const fillAndSend = async (page) => {
  await page.locator(`${DIALOG} select`).selectOption('late')
  await page.locator(`${DIALOG} textarea`).fill('客户要求改期，先取消。')
  return page.locator('dialog [type=submit]').click()
}

/**
 * @param {string} selector
 * @returns {import('./screen.mjs').Act}
 */
const waitFor = selector => page => page.locator(selector).first().waitFor()

/** When the timers of the request run. @type {import('./screen.mjs').Act} */
const stayWaiting = all(rest, waitForEver)

/**
 * A screen after an action of the card.
 *
 * @param {string} name
 * @param {import('./screen.mjs').Act} answered how the action is answered
 * @param {...import('./screen.mjs').Act} acts
 * @returns {import('./screen.mjs').Screen}
 */
const after = (name, answered, ...acts) =>
  ({ name, client: CHAT, prepare: all(filled, answered), shows: CARD, act: all(...acts) })

const problem = (/** @type {string} */ code) => answer(ACTION_PATH, 200, { problem: { code, message: '' } })
const message = (/** @type {string} */ text, /** @type {string} */ tone) =>
  answer(ACTION_PATH, 200, { version: 1, message: text, tone })
const nextCard = answer(ACTION_PATH, 200, { card: { version: 1, title: '订单', blocks: [
  { type: 'list', items: [{ title: 'A-17 · 台灯', detail: '已退款', meta: '2025-11-02', tone: 'bad' }] },
] } })
const never = silence(ACTION_PATH)

/** The company's panels beside a customer. @type {import('./screen.mjs').Screen[]} */
export const panels = [
  { name: 'panel-cards', client: CHAT, prepare: filled, shows: CARD },
  { name: 'panel-waiting', client: CHAT, prepare: waiting, shows: WAITING, act: stayWaiting },
  {
    name: 'panel-waiting-long',
    client: CHAT,
    prepare: waiting,
    shows: '.waiting',
    act: all(waitFor('.waiting > span:first-child:not(.visually-hidden)'), waitForEver),
  },
  { name: 'panel-problems', client: CHAT, prepare: problems, shows: '.problem' },
  {
    name: 'panel-failed',
    client: CHAT,
    prepare: all(withPanels(), answer(LINES_PATH, 503, refusal('store_unavailable'), { 'retry-after': '60' })),
    shows: 'article details',
  },
  {
    name: 'panel-draft',
    client: CHAT,
    prepare: filled,
    shows: CARD,
    act: all(page => page.locator('.draft button').click(), waitFor('.draft textarea')),
  },
  {
    name: 'panel-group',
    client: { chatId: 'group' },
    prepare: all(withPanels(PANELS, 'group'), sendingLines(LINES, GROUP_PATH)),
    shows: CARD,
  },
  {
    name: 'panel-workbench',
    client: {},
    prepare: all(withPanels(PANELS, 'workbench'), sendingLines(LINES, WORKBENCH_PATH)),
    shows: CARD,
  },
  {
    name: 'panel-workbench-waiting',
    client: {},
    prepare: all(withPanels(PANELS, 'workbench'), silence(WORKBENCH_PATH)),
    shows: WAITING,
    act: stayWaiting,
  },
  {
    name: 'panel-order',
    client: CHAT,
    prepare: filled,
    shows: CARD,
    act: all(page => page.locator('[data-panel-order]').click(), waitFor('dialog li')),
  },
  {
    name: 'panel-frame',
    client: CHAT,
    prepare: all(withPanels(PANELS.slice(0, 1)), sendingLines([{ panel: 'orders', frame: { url: 'about:blank' } }])),
    shows: 'iframe',
  },
  after('panel-action-form', never, press(cancelOrder)),
  after('panel-action-question', never, press(refund)),
  {
    name: 'panel-action-send',
    client: CHAT,
    prepare: filled,
    shows: CARD,
    act: all(press(pay), waitFor('[data-send]')),
  },
  {
    name: 'panel-action-unknown-tag',
    client: CHAT,
    prepare: filled,
    shows: CARD,
    act: all(press(unknownTag), waitFor(`${CARD} [role=alert]`)),
  },
  after('panel-action-running', never, press(cancelOrder), fillAndSend, waitFor('dialog [aria-busy]')),
  after(
    'panel-action-refused', message('订单已出库，不能取消', 'bad'), press(cancelOrder), fillAndSend,
    waitFor('dialog [role=alert]'),
  ),
  after(
    'panel-action-failed', problem('panel_unavailable'), press(cancelOrder), fillAndSend, waitFor('dialog .problem'),
  ),
  after('panel-action-late', problem('panel_late'), press(stamp), waitFor(`${CARD} .problem`)),
  after('panel-action-done', message('已加一枚印章', 'good'), press(stamp), waitFor(`${CARD} [role=status] .good`)),
  after('panel-action-next-card', nextCard, press(cancelOrder), fillAndSend, waitFor(`${CARD} [role=status] .box`)),
]
