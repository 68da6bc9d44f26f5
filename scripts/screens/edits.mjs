import { amend, answer, click, refusal, rest, silence, waitForEver } from './screen.mjs'

const WITH_UNION_ID = { chatId: 'with-unionid' }

/**
 * Writes another remark and saves it.
 *
 * @param {string} text
 * @returns {import('./screen.mjs').Act}
 */
function saveRemark(text) {
  return async (page) => {
    await click('[data-edit=remark]')(page)
    await page.locator('article input').fill(text)
    await page.keyboard.press('Enter')
    await rest(page)
  }
}

/**
 * Prepares an answer for PATCH only.
 *
 * @param {import('./screen.mjs').Act} prepare
 * @returns {import('./screen.mjs').Act}
 */
const onSaving = prepare => async (page) => {
  await prepare(page)
  await page.route('**/api/customers/*', (route, request) =>
    request.method() === 'GET' ? route.continue() : route.fallback(),
  )
}

/**
 * Accepts a note in place of the server, so that the data of the simulated company does not change.
 *
 * @type {import('./screen.mjs').Act}
 */
const accept = page => page.route('**/api/customers/*', async (route, request) => {
  const profile = await (await route.fetch({ method: 'GET', postData: '' })).json()
  await route.fulfill({ json: { ...profile, relation: { ...profile.relation, ...request.postDataJSON().after } } })
})

/**
 * Changes something and loads the page again, as a client does on a chat switch.
 *
 * @param {import('./screen.mjs').Act} change
 * @returns {import('./screen.mjs').Act}
 */
const leave = change => async (page) => {
  await change(page)
  await page.waitForFunction(() => Object.keys(localStorage).some(name => name.startsWith('draft.')))
  await rest(page)
  await page.reload()
  return page.locator('.offer').first().waitFor()
}

/** What a member changes about a customer. @type {import('./screen.mjs').Screen[]} */
export const edits = [
  { name: 'edit-remark', client: WITH_UNION_ID, act: click('[data-edit=remark]') },
  {
    name: 'edit-remark-too-long',
    client: WITH_UNION_ID,
    act: async (page) => {
      await click('[data-edit=remark]')(page)
      await page.locator('article input').fill('张伟 · 滨江全屋定制 · 二期样板间意向客户')
    },
  },
  { name: 'edit-description', client: WITH_UNION_ID, act: click('[data-edit=description]') },
  {
    name: 'edit-phones-revealed',
    client: WITH_UNION_ID,
    act: async (page) => {
      await click('[data-edit=reveal]')(page)
      await page.locator('[data-edit=mobiles]').waitFor()
    },
  },
  {
    name: 'edit-phones-refused',
    client: WITH_UNION_ID,
    prepare: answer('/api/customers/*/mobiles', 429, refusal('too_many_requests')),
    act: async (page) => {
      await click('[data-edit=reveal]')(page)
      await page.locator('article details').waitFor()
    },
  },
  { name: 'edit-phones', client: WITH_UNION_ID, act: click('[data-edit=reveal]', '[data-edit=mobiles]') },
  {
    name: 'edit-phones-wrong',
    client: WITH_UNION_ID,
    act: async (page) => {
      await click('[data-edit=reveal]', '[data-edit=mobiles]')(page)
      await page.locator('article input').first().fill('手机 138')
    },
  },
  {
    name: 'edit-phones-conflict',
    client: WITH_UNION_ID,
    prepare: onSaving(answer('/api/customers/*', 409, refusal('edit_conflict'))),
    act: async (page) => {
      await click('[data-edit=reveal]', '[data-edit=mobiles]')(page)
      await page.locator('article input').first().fill('13800001111')
      // A colleague has added a number in the meantime.
      await answer('/api/customers/*/mobiles', 200, { mobiles: ['13912345678', '13600002222'] })(page)
      await page.keyboard.press('Enter')
      await page.locator('article [role=alert]').first().waitFor()
    },
  },
  {
    name: 'edit-tags',
    client: WITH_UNION_ID,
    act: async (page) => {
      await click('[data-edit=tags]')(page)
      await page.locator('dialog fieldset').first().waitFor()
    },
  },
  {
    name: 'edit-tags-search',
    client: WITH_UNION_ID,
    act: async (page) => {
      await click('[data-edit=tags]')(page)
      await page.locator('dialog input[type=search]').fill('没有这个')
    },
  },
  {
    name: 'edit-tags-failed',
    client: WITH_UNION_ID,
    prepare: answer('/api/tags', 503, refusal('wecom_busy')),
    act: async (page) => {
      await click('[data-edit=tags]')(page)
      await page.locator('dialog details').waitFor()
    },
  },
  {
    name: 'edit-saving',
    client: WITH_UNION_ID,
    prepare: onSaving(silence('/api/customers/*')),
    act: async (page) => {
      await saveRemark('张伟 · 二期')(page)
      await waitForEver(page)
    },
  },
  {
    name: 'edit-saved',
    client: WITH_UNION_ID,
    prepare: onSaving(accept),
    act: async (page) => {
      await saveRemark('张伟 · 二期')(page)
      await page.locator('.bars > .bar button').waitFor()
    },
  },
  {
    name: 'edit-conflict',
    client: { chatId: 'ordinary-05' },
    prepare: async (page) => {
      // A colleague was faster: WeCom has other data than the page.
      await amend('/api/customers/*', profile =>
        profile.relation ? { ...profile, relation: { ...profile.relation, remark: '老客户介绍' } } : profile,
      )(page)
      await page.route('**/api/customers/*', (route, request) =>
        request.method() === 'GET' ? route.fallback() : route.continue(),
      )
    },
    act: saveRemark('孙女士 · 窗帘'),
  },
  {
    name: 'edit-left-unsaved',
    client: WITH_UNION_ID,
    act: leave(async (page) => {
      await click('[data-edit=remark]')(page)
      await page.locator('article input').fill('张伟 · 二期样板间')
      await click('[data-edit=description]')(page)
      await page.locator('article textarea').fill('周六上午十点带太太来看样，想要\n1. 开放式厨房\n2. 儿童房预留书桌')
    }),
  },
  {
    name: 'edit-left-unsaved-phones',
    client: WITH_UNION_ID,
    act: leave(async (page) => {
      await click('[data-edit=reveal]', '[data-edit=mobiles]')(page)
      await page.locator('article input').first().fill('1370013')
    }),
  },
  {
    name: 'edit-left-unsaved-tags',
    client: WITH_UNION_ID,
    act: leave(async (page) => {
      await click('[data-edit=tags]')(page)
      await click('dialog label input')(page)
      await page.keyboard.press('Escape')
    }),
  },
  {
    name: 'edit-signed-out',
    client: WITH_UNION_ID,
    act: async (page) => {
      await click('[data-edit=remark]')(page)
      await page.locator('article input').fill('张伟 · 二期')
      await answer('/api/customers/*', 401, refusal('session_required'))(page)
      // When the network is back, the page asks again.
      await page.evaluate(() => ['offline', 'online'].forEach(name => dispatchEvent(new Event(name))))
      await page.locator('.bars > .bar button').waitFor()
    },
  },
  {
    name: 'edit-failed',
    client: WITH_UNION_ID,
    prepare: onSaving(answer('/api/customers/*', 503, refusal('wecom_busy'))),
    act: saveRemark('张伟 · 二期'),
  },
]
