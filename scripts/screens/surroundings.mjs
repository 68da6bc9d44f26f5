import { answer, refusal, rest, silence, waitForEver } from './screen.mjs'

const CUSTOMER = '/api/customers/*'

/**
 * Messages of the page about the network, the client or the browser.
 *
 * @type {import('./screen.mjs').Screen[]}
 */
export const surroundings = [
  {
    name: 'loading',
    client: { chatId: 'with-unionid' },
    prepare: silence(CUSTOMER),
    shows: '[aria-busy]',
    act: waitForEver,
  },
  {
    name: 'loading-slow',
    client: { chatId: 'with-unionid' },
    shows: '.bars > .bar',
    prepare: silence(CUSTOMER),
    act: waitForEver,
  },
  // No single step reaches its time limit, but all together do.
  {
    name: 'loading-stuck',
    client: { chatId: 'with-unionid' },
    shows: '.bars > .bar button',
    faults: [
      { bridge: 'late', delayMs: 3_000 },
      { api: 'agentConfig', delayMs: 4_000 },
      { api: 'getContext', never: true },
    ],
    act: waitForEver,
  },
  {
    name: 'offline',
    client: { chatId: 'with-unionid' },
    act: async (page) => {
      await page.waitForLoadState('networkidle')
      await page.context().setOffline(true)
      await rest(page)
    },
  },
  {
    name: 'stale',
    client: { chatId: 'with-unionid' },
    act: async (page) => {
      // A chunk that is cut off while it loads would reload the page.
      await page.waitForLoadState('networkidle')
      await answer(CUSTOMER, 503, refusal('wecom_busy'), { 'retry-after': '60' })(page)
      await page.context().setOffline(true)
      await page.context().setOffline(false)
      await page.locator('.bars > .bar time').waitFor()
    },
  },
  { name: 'outdated', client: { version: '2.4.0' } },
  { name: 'outside' },
  { name: 'outside-scan-login', path: '/auth/login', shows: 'a' },
  {
    name: 'outside-signed-in',
    path: '/auth/login',
    shows: 'a',
    act: async (page) => {
      await page.locator('a').first().click()
      await page.locator('[data-customer]').first().waitFor()
    },
  },
]
