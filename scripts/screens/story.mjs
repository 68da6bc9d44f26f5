import { all, answer, answerTimeline, click, refusal, rest, silence, waitForEver } from './screen.mjs'

const CHAT = { chatId: 'with-unionid' }
const NOTES = '/api/customers/*/notes'
const NOTE = `${NOTES}/*`
const WRITE = '[data-note]'
const ALL = '.all'

const day = (/** @type {number} */ days) => new Date(Date.now() - days * 86_400_000).toISOString()

/** @param {object} change */
const noteOf = change => ({
  id: '0'.repeat(32), text: '报价 3 万已发，周五回电。', visibility: 'followers', author: 'linxiaotong',
  createdAt: day(1), pinned: false, ...change,
})
const notes = [
  noteOf({ id: '1'.repeat(32), text: '下周六上午十点带太太到店看样', author: 'chenzhiyuan', pinned: true, createdAt: day(9) }),
  noteOf({ changedAt: day(0) }),
  noteOf({ id: '2'.repeat(32), text: '预算偏紧，先看浅色系列。\n厨房要放下双开门冰箱。', visibility: 'me', createdAt: day(40) }),
]
const entry = { source: 'wecom', count: 1, who: 'chenzhiyuan' }
const page = {
  notes,
  names: { linxiaotong: '林晓彤', chenzhiyuan: '陈志远' },
  nextCursor: 'bmV4dA',
  entries: [
    ...notes.map(note => ({ ...entry, id: note.id, kind: 'note', action: 'written', at: note.createdAt, note })),
    {
      ...entry, id: 'a', kind: 'event', action: 'reported', source: 'api-key:crm', who: undefined,
      text: '订单已支付 ¥ 38,600', at: day(41),
    },
    { ...entry, id: 'b', kind: 'change', action: 'notes', fields: ['description', 'remark'], count: 3, at: day(50) },
    { ...entry, id: 'c', kind: 'sign_in', action: 'mini_program', source: 'wechat', who: undefined, at: day(90) },
    { ...entry, id: 'd', kind: 'relation', action: 'added', addedBy: 'customer', addWay: 1, at: day(400) },
  ],
}
const filled = answerTimeline(200, page)

const stages = ['新客户', '报价中', '已成交'].map((name, index) => ({ id: String(index).repeat(32), name }))
const staged = answerTimeline(200, { ...page, stage: { stages, current: stages[1]?.id } })
const fields = [
  { name: '户型', type: 'text' }, { name: '预算', type: 'number' }, { name: '生日', type: 'date' },
  { name: '来源', type: 'choice', choices: ['展会', '转介绍'] }, { name: '已到店', type: 'switch' },
].map((field, index) => ({ id: String(index).repeat(32), ...field }))
const values = Object.fromEntries(['三居', 380_000, '1988-05-01', '展会', true].map((value, index) =>
  [String(index).repeat(32), value]))
const withFields = answerTimeline(200, { ...page, ownFields: { fields, values } })
const deleted = answerTimeline(200, { ...page, deletedAt: day(0) })
/** The admin of the simulated company. */
const ADMIN = { userId: 'chenzhiyuan' }

const STAGES = '/api/stages'
const FIELDS = '/api/fields'
const defined = answer(STAGES, 200, { stages })

/**
 * Opens the editor of a new note and types.
 *
 * @type {import('./screen.mjs').Act}
 */
const write = async (page) => {
  await click(WRITE)(page)
  return page.locator('article textarea').fill('周五下午三点回电，带上报价单')
}

/** @type {import('./screen.mjs').Act} */
const save = async (page) => {
  await write(page)
  await page.keyboard.press('Enter')
  return rest(page)
}

/**
 * Changes the member's own note.
 *
 * @type {import('./screen.mjs').Act}
 */
const change = async (page) => {
  await page.getByRole('button', { name: /^(?:编辑跟进记录|Edit note)$/ }).first().click()
  await page.locator('article textarea').fill('报价 3 万已发，周四回电。')
  await page.keyboard.press('Enter')
  return page.locator('article [role=alert]').waitFor()
}

/** @type {import('./screen.mjs').Act} */
const open = async (page) => {
  await click(ALL)(page)
  return page.locator('dialog .entries, dialog .quiet, dialog details').first().waitFor()
}

/** Notes and the timeline of a customer. @type {import('./screen.mjs').Screen[]} */
export const story = [
  { name: 'note', client: CHAT, prepare: filled, shows: '.notes' },
  { name: 'note-writing', client: CHAT, prepare: filled, shows: '.notes', act: write },
  {
    name: 'note-saving',
    client: CHAT,
    prepare: all(filled, silence(NOTES)),
    shows: '.notes',
    act: all(save, waitForEver),
  },
  {
    name: 'note-saved',
    client: CHAT,
    prepare: all(filled, answer(NOTES, 200, noteOf({ id: '3'.repeat(32), createdAt: day(0) }))),
    shows: '.notes',
    act: save,
  },
  {
    name: 'note-full',
    client: CHAT,
    prepare: all(filled, answer(NOTES, 409, refusal('notes_full'))),
    shows: '.notes',
    act: save,
  },
  {
    name: 'note-deleted-elsewhere',
    client: CHAT,
    prepare: all(filled, answer(NOTE, 404, refusal('note_not_found'))),
    shows: '.notes',
    act: change,
  },
  {
    name: 'note-conflict',
    client: CHAT,
    prepare: all(filled, answer(NOTE, 409, refusal('edit_conflict'))),
    shows: '.notes',
    act: change,
  },
  {
    name: 'note-left-unsaved',
    client: CHAT,
    prepare: filled,
    shows: '.notes',
    act: all(write, page => page.keyboard.press('Escape'), page => page.locator('.offer').waitFor()),
  },
  {
    name: 'note-failed',
    client: CHAT,
    prepare: answerTimeline(503, refusal('store_unavailable'), { 'retry-after': '60' }),
    shows: 'article details',
  },
  { name: 'timeline', client: CHAT, prepare: filled, shows: '.notes', act: open },
  {
    name: 'timeline-versions',
    client: CHAT,
    prepare: all(filled, answer(`${NOTE}/versions`, 200, { versions: [{ text: '报价 2 万已发', writtenAt: day(1) }] })),
    shows: '.notes',
    act: all(open, click('dialog .action:has-text("已编辑"), dialog .action:has-text("Edited")'), page =>
      page.locator('dialog .versions').waitFor()),
  },
  {
    name: 'timeline-empty',
    client: CHAT,
    prepare: answerTimeline(200, { entries: [], notes: [], names: {} }),
    shows: '.none',
    act: open,
  },
  {
    name: 'timeline-failed',
    client: CHAT,
    prepare: filled,
    shows: '.notes',
    act: all(answerTimeline(503, refusal('store_unavailable')), open),
  },
  { name: 'deleted-by-customer', client: CHAT, prepare: deleted, shows: '.notice time' },
  { name: 'stage', client: CHAT, prepare: staged, shows: '.stage' },
  {
    name: 'stage-conflict',
    client: CHAT,
    prepare: all(staged, answer('/api/customers/*/stage', 409, refusal('edit_conflict'))),
    shows: '.stage',
    act: all(
      page => page.locator('.stage select').selectOption({ index: 3 }),
      page => page.locator('.stage [role=alert]').waitFor(),
    ),
  },
  { name: 'fields-of-customer', client: CHAT, prepare: withFields, shows: '[role=switch]' },
  {
    name: 'field-conflict',
    client: CHAT,
    prepare: all(withFields, answer('/api/customers/*/fields/*', 409, refusal('edit_conflict'))),
    shows: '[role=switch]',
    act: all(
      click(`[data-field="${'0'.repeat(32)}"]`),
      page => page.locator('form input').fill('四居'),
      page => page.keyboard.press('Enter'),
      page => page.locator('dd [role=alert]').waitFor(),
    ),
  },
  { name: 'fields', client: ADMIN, path: '/fields', prepare: answer(FIELDS, 200, { fields }), shows: 'main li' },
  {
    name: 'fields-none',
    client: ADMIN,
    path: '/fields',
    prepare: answer(FIELDS, 200, { fields: [] }),
    shows: 'main form',
  },
  {
    name: 'fields-failed',
    client: ADMIN,
    path: '/fields',
    prepare: answer(FIELDS, 503, refusal('store_unavailable')),
    shows: 'main details',
  },
  { name: 'stages', client: ADMIN, path: '/stages', prepare: defined, shows: 'main li' },
  {
    name: 'stages-none',
    client: ADMIN,
    path: '/stages',
    prepare: answer(STAGES, 200, { stages: [] }),
    shows: 'main form',
  },
  {
    name: 'stages-failed',
    client: ADMIN,
    path: '/stages',
    prepare: answer(STAGES, 503, refusal('store_unavailable')),
    shows: 'main details',
  },
]
