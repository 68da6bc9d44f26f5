import { all, answer, answerTimeline, click, refusal, rest, silence, waitForEver } from './screen.mjs'

const CHAT = { chatId: 'with-unionid' }
const REMINDERS = '/api/customers/*/reminders'
const TILE = '[data-reminder]'
const FIELD = 'article input.field'
const LIST = '.reminders'

const hour = (/** @type {number} */ hours) => new Date(Date.now() + hours * 3_600_000).toISOString()

/** @param {object} change */
const reminderOf = change => ({
  id: '1'.repeat(32), externalUserId: 'wm', text: '回电，确认报价和安装时间', dueAt: hour(-20), createdAt: hour(-90),
  state: 'sent', version: 1, ...change,
})
const reminders = [
  reminderOf({}),
  reminderOf({ id: '2'.repeat(32), text: '寄浅色系列样品册到公司前台', dueAt: hour(-2), state: 'failed' }),
  reminderOf({ id: '3'.repeat(32), text: '节后回访，问问孩子房的柜子用得怎么样', dueAt: hour(24 * 40), state: 'open' }),
]
const pageWith = (/** @type {object[]} */ list) =>
  answerTimeline(200, { entries: [], notes: [], names: {}, reminders: list })
const filled = pageWith(reminders)
const none = pageWith([])

/** @type {import('./screen.mjs').Act} */
const write = async (page) => {
  await click(TILE)(page)
  return page.locator(FIELD).fill('周五下午三点回电，带上报价单')
}

/** @type {import('./screen.mjs').Act} */
const save = async (page) => {
  await write(page)
  await page.keyboard.press('Enter')
  return rest(page)
}

const MINE = '/api/reminders'
/** @param {number} count */
const overdue = count => Array.from({ length: count }, (_, at) =>
  reminderOf({ id: String(at).repeat(32), text: `回访第 ${at + 1} 位客户`, dueAt: hour(at - 30) }))

/** Reminders of a customer, and those of the member. @type {import('./screen.mjs').Screen[]} */
export const reminderScreens = [
  { name: 'reminder', client: CHAT, prepare: filled, shows: LIST },
  { name: 'reminder-writing', client: CHAT, prepare: none, shows: '.none', act: write },
  {
    name: 'reminder-own-time',
    client: CHAT,
    prepare: none,
    shows: '.none',
    act: all(write, click('article .due .chip:last-child'), page => page.locator('.due input').waitFor()),
  },
  {
    name: 'reminder-saving',
    client: CHAT,
    prepare: all(none, silence(REMINDERS)),
    shows: '.none',
    act: all(save, waitForEver),
  },
  {
    name: 'reminder-saved',
    client: CHAT,
    prepare: all(none, answer(REMINDERS, 200, reminders[2])),
    shows: '.none',
    act: save,
  },
  {
    name: 'reminder-full',
    client: CHAT,
    prepare: all(none, answer(REMINDERS, 409, refusal('reminders_full'))),
    shows: '.none',
    act: save,
  },
  {
    name: 'reminder-snoozing',
    client: CHAT,
    prepare: filled,
    shows: LIST,
    act: all(click(`${LIST} .action[aria-expanded]`), page => page.locator('.due').waitFor()),
  },
  {
    name: 'reminder-done',
    client: CHAT,
    prepare: all(filled, answer(`${REMINDERS}/*/done`, 204, undefined)),
    shows: LIST,
    act: all(click(`${LIST} .action`), rest),
  },
  {
    name: 'reminder-conflict',
    client: CHAT,
    prepare: all(filled, answer(`${REMINDERS}/*/snooze`, 409, refusal('edit_conflict'))),
    shows: LIST,
    act: all(click(`${LIST} .action[aria-expanded]`, '.due ~ .actions .button'), rest),
  },
  {
    name: 'reminder-left-unsaved',
    client: CHAT,
    prepare: none,
    shows: '.none',
    act: all(write, page => page.keyboard.press('Escape'), page => page.locator('.offer').waitFor()),
  },
  { name: 'reminder-mine', client: {}, prepare: answer(MINE, 200, { reminders }), shows: LIST },
  {
    name: 'reminder-mine-many',
    client: {},
    prepare: answer(MINE, 200, { reminders: [...overdue(8), ...reminders.slice(2)] }),
    shows: LIST,
    act: click('.group:last-of-type .fold'),
  },
  {
    name: 'reminder-mine-done',
    client: {},
    prepare: all(answer(MINE, 200, { reminders }), answer(`${REMINDERS}/*/done`, 204, undefined)),
    shows: LIST,
    act: all(click(`${LIST} .action`), rest),
  },
  {
    name: 'reminder-mine-failed',
    client: {},
    prepare: answer(MINE, 503, refusal('store_unavailable'), { 'retry-after': '60' }),
    shows: 'main details',
  },
]
