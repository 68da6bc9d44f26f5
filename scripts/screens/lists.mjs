import { amend, answer, click, refusal, rest, silence, waitForEver } from './screen.mjs'

/**
 * @param {string} text
 * @returns {import('./screen.mjs').Act}
 */
const search = text => async (page) => {
  await page.locator('input[type=search]').fill(text)
  await rest(page)
}

/** @type {import('./screen.mjs').Act} */
const openTags = async (page) => {
  await click('[data-filter=tags]')(page)
  return page.locator('dialog label').first().waitFor()
}

/** What the company knows of customers. */
const values = {
  stages: ['新客户', '报价中'].map((name, index) => ({ id: String(index).repeat(32), name })),
  fields: [
    { id: 'a'.repeat(32), name: '户型', type: 'text' },
    { id: 'b'.repeat(32), name: '来源', type: 'choice', choices: ['展会', '转介绍'] },
    { id: 'c'.repeat(32), name: '已到店', type: 'switch' },
  ],
  customers: {},
}

/** The customer group and the workbench. @type {import('./screen.mjs').Screen[]} */
export const lists = [
  { name: 'group', client: { chatId: 'group' } },
  { name: 'group-search', client: { chatId: 'group' }, act: search('张') },
  { name: 'group-not-added', client: { chatId: 'group' }, act: click('.kinds button:nth-child(3)') },
  { name: 'group-nobody-found', client: { chatId: 'group' }, act: search('没有这个人') },
  {
    name: 'group-member',
    client: { chatId: 'group' },
    act: async (page) => {
      await click('[data-customer]')(page)
      await page.locator('article code').first().waitFor()
    },
  },
  { name: 'workbench', client: {} },
  {
    name: 'workbench-settings',
    client: {},
    act: async (page) => {
      await click('[data-open=settings]')(page)
      await page.locator('dialog fieldset').first().waitFor()
    },
  },
  { name: 'workbench-search', client: {}, act: search('li') },
  { name: 'workbench-nobody-found', client: {}, act: search('没有这个人') },
  { name: 'workbench-tags', client: {}, act: openTags },
  {
    name: 'workbench-stage-and-fields',
    client: {},
    prepare: answer('/api/customers/values', 200, values),
    act: async (page) => {
      await openTags(page)
      await page.locator('dialog select').first().selectOption({ index: 1 })
    },
  },
  {
    name: 'workbench-by-contact',
    client: {},
    act: async (page) => {
      await page.locator('select.order').selectOption('contact')
      await page.locator('.contact').first().waitFor()
    },
  },
  {
    name: 'workbench-tags-failed',
    client: {},
    prepare: answer('/api/tags', 503, refusal('wecom_busy')),
    act: async (page) => {
      await click('[data-filter=tags]')(page)
      await page.locator('dialog details').waitFor()
    },
  },
  {
    name: 'workbench-filtered',
    client: {},
    act: async (page) => {
      await openTags(page)
      await click('dialog label:nth-of-type(1)', 'dialog fieldset:nth-of-type(2) label')(page)
      await click('dialog footer button:last-child')(page)
    },
  },
  {
    name: 'workbench-filtered-nobody',
    client: {},
    act: async (page) => {
      await openTags(page)
      await click('dialog label', 'dialog footer button:last-child')(page)
      await search('没有这个人')(page)
    },
  },
  {
    name: 'workbench-loading-rest',
    client: {},
    prepare: async (page) => {
      await silence('/api/customers?cursor=*')(page)
      await amend('/api/customers', first => ({ ...first, nextCursor: 'more' }))(page)
    },
    act: async (page) => {
      await search('张')(page)
      await waitForEver(page)
    },
  },
  { name: 'workbench-without-customers', client: { userId: 'zhaoguoqiang' } },
  {
    name: 'workbench-left-unsaved',
    client: {},
    act: async (page) => {
      await click('[data-customer]', '[data-edit=remark]')(page)
      await page.locator('article input').fill('张伟 · 二期')
      await page.goBack()
      await page.locator('.bars > .bar').waitFor()
      await waitForEver(page)
    },
  },
  { name: 'workbench-customer', client: {}, act: click('[data-customer]') },
  { name: 'workbench-phone', client: { platform: 'android', version: '5.0.6' } },
  {
    name: 'workbench-loading',
    client: {},
    prepare: silence('/api/customers'),
    shows: '[data-open=settings]',
    act: waitForEver,
  },
  {
    name: 'workbench-failed',
    client: {},
    prepare: answer('/api/customers', 503, refusal('wecom_busy'), { 'retry-after': '60' }),
    shows: 'main details',
  },
]
