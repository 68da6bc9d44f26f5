import { answer, click, refusal, rest } from './screen.mjs'

/** The admin of the simulated company. */
const client = { userId: 'chenzhiyuan' }

/**
 * @param {string} text
 * @returns {import('./screen.mjs').Act}
 */
const searchMember = text => async (page) => {
  await page.locator('form input').first().fill(text)
  await page.keyboard.press('Enter')
  return rest(page)
}

/** @type {import('./screen.mjs').Act} */
const openSettings = async (page) => {
  await click('[data-open=settings]')(page)
  return page.locator('dialog .sign-ins li').first().waitFor()
}

/** What only admins see. @type {import('./screen.mjs').Screen[]} */
export const admins = [
  { name: 'admin-settings', client, act: openSettings },
  {
    name: 'admin-settings-end-all',
    client,
    act: async (page) => {
      await openSettings(page)
      await click('dialog .sign-ins .actions button')(page)
    },
  },
  { name: 'admin-audit', client, path: '/audit', shows: 'main li' },
  { name: 'admin-audit-nothing', client, path: '/audit', shows: 'main li', act: searchMember('stranger') },
  {
    name: 'admin-audit-failed',
    client,
    path: '/audit',
    prepare: answer('/api/audit', 503, refusal('store_unavailable'), { 'retry-after': '60' }),
    shows: 'main details',
  },
]
