import { amend, answer, click, waitForEver } from './screen.mjs'

const CUSTOMER = '/api/customers/*'

/**
 * The same customer without a unionid, for another reason.
 *
 * @param {string} reason
 * @returns {import('./screen.mjs').Act}
 */
const withoutUnionId = reason =>
  amend(CUSTOMER, profile => ({ ...profile, unionId: undefined, unionIdMissing: reason }))

/**
 * The same customer as a person that no member has added. Access policy `corp` shows such a person.
 *
 * @type {import('./screen.mjs').Act}
 */
const asVisitor = async (page) => {
  await amend(CUSTOMER, profile => ({
    ...profile,
    relation: undefined,
    followUserCount: 0,
    customerServiceOnly: true,
  }))(page)
  return amend(`${CUSTOMER}/identities`, identities => ({
    ...identities,
    accounts: identities.accounts.map(fromCustomerService),
  }))(page)
}

/** @param {{ sources: object[] }} account */
function fromCustomerService({ sources: [source], ...account }) {
  return { ...account, sources: [{ ...source, source: 'kf/customer/batchget' }] }
}

const REASONS = ['third_party_app', 'developer_account_not_bound', 'subject_mismatch', 'not_returned_yet']

/** @type {import('./screen.mjs').Act} */
const askWhoFollows = async (page) => {
  await click('.question button')(page)
  return page.locator('.question p[role=status]').waitFor()
}

/** The admin of the simulated company. */
const ADMIN = { userId: 'chenzhiyuan' }

/** One customer: in a chat, in a contact's profile, in customer service. @type {import('./screen.mjs').Screen[]} */
export const customers = [
  { name: 'customer', client: { chatId: 'with-unionid' } },
  { name: 'customer-without-unionid', client: { chatId: 'without-unionid' } },
  { name: 'customer-of-wecom', client: { chatId: 'wecom-customer' } },
  { name: 'customer-many-followers', client: { chatId: 'many-followers' } },
  { name: 'customer-contact-profile', client: { chatId: 'with-unionid', entry: 'contact_profile' } },
  { name: 'customer-of-colleague', client: { chatId: 'stranger' }, shows: '.question', act: askWhoFollows },
  {
    name: 'customer-of-no-colleague',
    client: { chatId: 'stranger' },
    shows: '.question',
    prepare: answer(`${CUSTOMER}/followers`, 200, []),
    act: askWhoFollows,
  },
  { name: 'customer-service', client: { chatId: 'with-unionid', entry: 'single_kf_tools' } },
  { name: 'customer-service-unknown', client: { chatId: 'customer-service' }, act: click('summary') },
  {
    name: 'customer-service-unknown-phone',
    client: { chatId: 'customer-service', platform: 'android', version: '5.0.6' },
  },
  { name: 'customer-service-only', client: { chatId: 'with-unionid', entry: 'single_kf_tools' }, prepare: asVisitor },
  { name: 'customer-old-client', client: { chatId: 'with-unionid', version: '2.8.10' } },
  ...REASONS.map(reason => ({
    name: `customer-${reason.replaceAll('_', '-')}`,
    client: { chatId: 'with-unionid' },
    prepare: withoutUnionId(reason),
  })),
  ...REASONS.slice(0, 3).map(reason => ({
    name: `customer-${reason.replaceAll('_', '-')}-admin`,
    client: ADMIN,
    prepare: withoutUnionId(reason),
    act: click('[data-customer]'),
    shows: '[data-customer]',
  })),
  {
    name: 'customer-stale',
    client: { chatId: 'with-unionid' },
    prepare: amend(CUSTOMER, profile => ({
      ...profile,
      asOf: new Date(Date.now() - 25 * 60_000).toISOString(),
    })),
  },
  {
    name: 'customer-copied',
    client: { chatId: 'with-unionid' },
    act: async (page) => {
      await click('.ids .copy')(page)
      await page.locator('.copied').first().waitFor()
      await waitForEver(page)
    },
  },
]
