import { amend, answer, click, openIds, refusal, silence, waitForEver } from './screen.mjs'

const IDENTITIES = '/api/customers/*/identities'
const CUSTOMER = { chatId: 'ordinary-09' }
/** The admin of the simulated company. */
const ADMIN = { userId: 'chenzhiyuan' }

/** @type {(name: string, day: number) => object} */
const source = (name, day) => ({
  source: name,
  firstSeenAt: `2026-11-${day}T02:20:00Z`,
  lastSeenAt: `2026-11-${day + 1}T09:05:00Z`,
})

const shop = {
  kind: 'openId',
  scope: 'wx7c1f0a9be3d24568',
  id: 'ogKC4KxulL6AVsyUpWH88_-mBhbw',
  appName: '春山家居商城',
  appKind: 'miniProgram',
}
const account = {
  kind: 'openId',
  scope: 'wx2d9e86b1c07f4a35',
  id: 'oHdq92KmWbXcV4tYzE7uLpAs1RfG',
  appName: '春山家居服务号',
  appKind: 'officialAccount',
}

const twoApps = amend(IDENTITIES, identities => ({ ...identities, accounts: [
  { ...shop, sources: [source('jscode2session', 10), source('user_data', 10)] },
  ...identities.accounts,
  { ...account, sources: [source('api-key:crm', 19), source('user/info', 20)] },
] }))

const conflict = amend(IDENTITIES, identities => ({ ...identities, conflicts: [{ account, claims: [
  { openPlatform: 'main', unionId: identities.unionId, sources: [source('user/info', 20)] },
  { openPlatform: 'main', unionId: 'oT5nBv8cXz1LkJhGfDsAqWeRtYuI', sources: [source('api-key:crm', 12)] },
] }] }))

const decided = amend(IDENTITIES, identities => ({
  ...identities,
  accounts: [
    ...identities.accounts,
    {
      ...shop,
      sources: [source('jscode2session', 20)],
      decision: {
        by: 'linxiaotong',
        at: '2026-11-21T09:05:00Z',
        claims: [
          { openPlatform: 'main', unionId: identities.unionId, sources: [source('jscode2session', 20)] },
          { openPlatform: 'main', unionId: 'oT5nBv8cXz1LkJhGfDsAqWeRtYuI', sources: [source('api-key:crm', 12)] },
        ],
      },
    },
  ],
}))

/**
 * Opens the first customer of the admin.
 *
 * @param {string} shows selector that the open customer has
 * @returns {import('./screen.mjs').Act}
 */
const openFirst = shows => async (page) => {
  await click('[data-customer]')(page)
  await page.locator(shows).waitFor()
}

/** The section "the same person elsewhere". @type {import('./screen.mjs').Screen[]} */
export const identities = [
  { name: 'identities', client: CUSTOMER, prepare: twoApps, act: openIds('.account') },
  { name: 'identities-wecom-only', client: CUSTOMER, act: openIds('.account') },
  { name: 'identities-wecom-only-admin', client: ADMIN, shows: '[data-customer]', act: openFirst('.account') },
  { name: 'identities-without-unionid', client: { chatId: 'without-unionid' }, act: openIds('.nobody') },
  { name: 'identities-conflict', client: CUSTOMER, prepare: conflict, act: openIds('.conflict') },
  {
    name: 'identities-conflict-admin',
    client: ADMIN,
    prepare: conflict,
    shows: '[data-customer]',
    act: openFirst('.conflict'),
  },
  {
    name: 'identities-decide',
    client: ADMIN,
    prepare: conflict,
    shows: '[data-customer]',
    act: async (page) => {
      await openFirst('.conflict')(page)
      await click('.conflict > .button')(page)
      await page.locator('dialog input').first().check()
    },
  },
  { name: 'identities-decided', client: CUSTOMER, prepare: decided, act: openIds('.decided') },
  {
    name: 'identities-decided-admin',
    client: ADMIN,
    prepare: decided,
    shows: '[data-customer]',
    act: openFirst('.decided'),
  },
  {
    name: 'identities-loading',
    client: CUSTOMER,
    prepare: silence(IDENTITIES),
    act: async (page) => {
      await openIds('article [aria-busy]')(page)
      await waitForEver(page)
    },
  },
  {
    name: 'identities-failed',
    client: CUSTOMER,
    prepare: answer(IDENTITIES, 503, refusal('store_unavailable'), { 'retry-after': '60' }),
    act: openIds('article details'),
  },
]
