/**
 * One screen to be photographed.
 *
 * @typedef {object} Screen
 * @property {string} name file name
 * @property {Record<string, unknown>} [client] of the simulated WeCom; absent: an ordinary browser
 * @property {object[]} [faults] what WeCom does wrong meanwhile
 * @property {(page: import('playwright-core').Page) => Promise<void>} [act] brings the page into the state
 */

/** @type {(page: import('playwright-core').Page, ms?: number) => Promise<void>} */
const rest = (page, ms = 300) => page.waitForTimeout(ms)

/**
 * Pencils come in the order of the page: remark, company, description, phones, tags. Texts differ by language.
 *
 * @param {string} name of the field, in the order given
 * @returns {(page: import('playwright-core').Page) => Promise<void>}
 */
function open(name) {
  return async (page) => {
    await page.locator(`[data-edit="${name}"]`).click()
    await rest(page)
  }
}

/** @type {Screen[]} */
export const SCREENS = [
  { name: 'customer', client: { chatId: 'with-unionid' } },
  { name: 'customer-without-unionid', client: { chatId: 'without-unionid' } },
  { name: 'customer-of-wecom', client: { chatId: 'wecom-customer' } },
  { name: 'customer-many-followers', client: { chatId: 'many-followers' } },
  { name: 'contact-profile', client: { chatId: 'with-unionid', entry: 'contact_profile' } },
  { name: 'customer-service', client: { chatId: 'with-unionid', entry: 'single_kf_tools', version: '5.0.11' } },
  { name: 'edit-remark', client: { chatId: 'with-unionid' }, act: async (page) => {
    await open('remark')(page)
    await page.locator('article input').fill('张伟 · 滨江全屋定制 · 二期样板间意向客户')
  } },
  { name: 'edit-description', client: { chatId: 'with-unionid' }, act: open('description') },
  { name: 'edit-tags', client: { chatId: 'with-unionid' }, act: async (page) => {
    await open('tags')(page)
    await page.locator('dialog fieldset').first().waitFor()
  } },
  { name: 'edit-phones', client: { chatId: 'with-unionid' }, act: async (page) => {
    await open('reveal')(page)
    await open('mobiles')(page)
  } },
  { name: 'saved-undo', client: { chatId: 'ordinary-06' }, act: async (page) => {
    await open('remark')(page)
    await page.locator('article input').fill(`杨帆 ${Date.now() % 10_000}`)
    await page.keyboard.press('Enter')
    await rest(page, 800)
  } },
  { name: 'group', client: { chatId: 'group' } },
  { name: 'workbench', client: {} },
  { name: 'workbench-search', client: {}, act: async (page) => {
    await page.locator('input[type=search]').fill('li')
    await rest(page)
  } },
  { name: 'workbench-phone', client: { platform: 'android', dialect: 'phone', version: '5.0.6' } },
  { name: 'not-my-customer', client: { chatId: 'stranger' } },
  { name: 'offline', client: { chatId: 'with-unionid' }, act: async (page) => {
    await page.context().setOffline(true)
    await rest(page)
  } },
  { name: 'slow', client: { chatId: 'ordinary-08' }, faults: [{ path: '/cgi-bin/externalcontact/get', delayMs: 3_900 }], act: page => rest(page, 2_200) },
  { name: 'too-old', client: { version: '2.4.0' } },
  { name: 'outside' },
  // The last: the server leaves WeCom alone for a while afterwards, and shows what it remembers.
  { name: 'wecom-busy', client: { chatId: 'ordinary-07' }, faults: [{ path: '/cgi-bin/externalcontact/get', errcode: 45009 }] },
]
