import { waitForEver } from './screen.mjs'

const NOTICE = 'main .action'
const SIGN_IN = '/cgi-bin/auth/getuserinfo'
const FOREIGN = JSON.stringify({ errcode: 0, errmsg: 'ok', openid: 'oSomebodyElse' })

/** Opens the details for admins. @type {import('./screen.mjs').Act} */
const openDetails = page => page.locator('summary').click()

/**
 * Pages that replace the app: the server's own pages, and the page when the app breaks or does not load.
 *
 * @type {import('./screen.mjs').Screen[]}
 */
export const notices = [
  { name: 'notice-sign-in-failed', client: {}, path: '/auth/login?attempt=3', shows: NOTICE },
  { name: 'notice-not-a-member', client: {}, shows: NOTICE, faults: [{ path: SIGN_IN, body: FOREIGN }] },
  {
    name: 'notice-wecom-config',
    client: {},
    shows: NOTICE,
    faults: [{ path: SIGN_IN, errcode: 60011 }],
  },
  { name: 'notice-wecom-busy', client: {}, shows: NOTICE, faults: [{ path: SIGN_IN, errcode: -1 }], act: waitForEver },
  {
    name: 'notice-wecom-unavailable',
    client: {},
    shows: NOTICE,
    faults: [{ path: SIGN_IN, status: 500 }],
    act: waitForEver,
  },
  { name: 'notice-not-found', client: {}, path: '/nowhere', shows: NOTICE },
  {
    name: 'unloaded',
    client: { chatId: 'with-unionid' },
    shows: 'main.unloaded',
    prepare: page => page.route('**/_nuxt/*.js', route => route.abort()),
  },
  {
    name: 'broken',
    client: {},
    act: async (page) => {
      await page.evaluate(() => {
        const root = /** @type {any} */ (document.querySelector('#__nuxt'))
        root.__vue_app__.$nuxt.payload.error = { statusCode: 500, message: 'broken' }
      })
      await openDetails(page)
    },
  },
]
