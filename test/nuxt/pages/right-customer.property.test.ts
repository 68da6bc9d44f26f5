import { mountSuspended } from '@nuxt/test-utils/runtime'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ShownCard } from '#shared/types/card.ts'
import { ApiError } from '~/browser/api/api-error'
import type { WecomState } from '~/browser/bridge/state'
import type { RequestPanels } from '~/browser/panels/panel-lines'
import { failureOf, type FailureCode } from '~/browser/failure'
import type { StoryApi } from '~/browser/story/story-api'
import IndexPage from '~/pages/index.vue'
import { eventually } from '../../support/eventually'
import { runs } from '../../support/property-runs'
import { profileOf, relation, summaryOf } from '../support/customers'
import { identitiesOf, shopAccountOf } from '../support/identities'
import { noteOf, pageOf } from '../support/notes'
import { servePage } from '../support/page'
import { reminderOf } from '../support/reminders'

const api = vi.hoisted(() => ({
  colleagues: vi.fn(), customer: vi.fn(), customers: vi.fn(), identities: vi.fn(),
}))
const requestPanels = vi.fn<RequestPanels>()
const runAction = vi.hoisted(() => vi.fn())
const wecom = { state: shallowRef<WecomState>({ status: 'starting', step: 'load' }), retry: vi.fn(), recheck: vi.fn() }
vi.mock('~/composables/useApi', () => ({ useApi: () => api, useApiRequest: () => vi.fn() }))
const timeline = vi.hoisted(() => vi.fn<StoryApi['timeline']>())
vi.mock('~/browser/story/story-api', () => ({ createStoryApi: () => ({ timeline }) }))
vi.mock('~/browser/reminders/reminders-api', () => ({
  createRemindersApi: () => Object.assign(
    Object.fromEntries(['add', 'snooze', 'finish', 'reopen', 'remove']
      .map(call => [call, () => new Promise(() => {})])),
    { mine: async () => ({ reminders: [] }) },
  ),
}))
vi.mock('~/browser/panels/run-action', () => ({ createRunAction: () => runAction }))
vi.mock('~/composables/useWecom', () => ({ useWecom: () => wecom }))
vi.mock('~/composables/usePanelRequest', () => ({ usePanelRequest: () => requestPanels }))
vi.mock('~/browser/after-paint', () => ({ afterPaint: async () => {} }))

const IDS = ['wmA', 'wmB', 'wmC']

/** A profile that tells in each field whose it is. */
const profile = (id: string) => profileOf({
  externalUserId: id, name: `name#${id}`, unionId: `union#${id}`, corpName: `corp#${id}`,
  relation: {
    ...relation,
    remark: `remark#${id}`,
    description: `about#${id}`,
    tags: [{ id: 't', name: `tag#${id}`, groupName: 'Group', kind: 'corp' }],
  },
})

/** The parts of the card say what they were given, and no more: drawing them 10,000 times would take minutes. */
const stubs = Object.fromEntries([
  'CustomerNotes', 'CustomerTags', 'CustomerOrigin', 'AppIcon', 'AppAvatar',
].map(name => [name, defineComponent({
  inheritAttrs: false, setup: (_, { attrs }) => () => h('p', JSON.stringify(attrs)),
})]))

interface Request {
  answer: () => void
  fail: (code: FailureCode) => void
}

/** Requests without an answer yet, oldest first; a request that was given up is answered all the same. */
let waiting: Request[] = []
let page: Awaited<ReturnType<typeof mountSuspended>>

beforeEach(async () => {
  // The ids are open, so that the accounts are drawn, too.
  servePage({
    member: { userId: 'zhangsan', admin: false }, sections: { ids: true },
    panels: { customer: [{ id: 'orders', title: { zh: '订单', en: 'Orders' }, open: true }] },
  })
  api.customers.mockResolvedValue({ customers: IDS.map(id => summaryOf(id, { name: `row of ${id}` })) })
  const pending = <T>(answer: T) => new Promise<T>((resolve, reject) => waiting.push({
    answer: () => resolve(answer), fail: code => reject(new ApiError(failureOf(code))),
  }))
  api.customer.mockImplementation((id: string) => pending(profile(id)))
  api.colleagues.mockImplementation((id: string) => pending([{ userId: 'u1', name: `colleague#${id}` }]))
  const ofCustomer = (path: string) => path.split('/')[3]!
  requestPanels.mockImplementation(({ path }, onLine) => pending(undefined).then(() => {
    const externalUserId = ofCustomer(path)
    const blocks: ShownCard['blocks'] = [
      { type: 'notice', text: `card#${externalUserId}` }, { type: 'draft', text: `draft#${externalUserId}` },
      { type: 'actions', actions: [
        { id: 'stamp', label: 'Stamp', kind: 'submit' },
        { id: 'visit', label: 'Visit', kind: 'submit', fields: [{ name: 'day', label: 'Day', type: 'text' }] },
      ] },
    ]
    onLine({ panel: 'orders', card: { version: 1, blocks } })
  }))
  runAction.mockImplementation((path: string) =>
    pending({ version: 1, message: `done#${ofCustomer(path)}` }))
  timeline.mockImplementation(id => pending(pageOf(
    [noteOf(id, { text: `note#${id}` })], { reminders: [reminderOf(id, { text: `reminder#${id}` })] },
  )))
  api.identities.mockImplementation((id: string) => pending(identitiesOf({
    externalUserId: id, accounts: [shopAccountOf(`openid#${id}`)],
  })))
  const customer = { status: 'customer', entry: 'single_chat_tools', externalUserId: IDS[0]! } as const
  const workbench = { status: 'workbench', entry: 'normal' } as const
  wecom.state.value = customer
  page = await mountSuspended(IndexPage, { attachTo: document.body, global: { stubs } })
  // Each part is a chunk that is loaded when the first of them is shown: the courses of events do not wait for it.
  await eventually(() => {
    for (const request of waiting.splice(0)) request.answer()
    return ['.account code', '.names bdi', '.draft bdi', '.notes bdi'].every(part => page.find(`main ${part}`).exists())
  })
  wecom.state.value = workbench
  await eventually(() => page.find('[data-customer]').exists())
})
afterEach(() => {
  vi.useRealTimers()
  page.unmount()
})

const which = fc.nat(5)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('switch' as const), id: fc.constantFrom(...IDS) }) },
  { weight: 18, arbitrary: fc.record({ kind: fc.constant('answer' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fail' as const),
      which,
      code: fc.constantFrom<FailureCode[]>('timeout', 'wecom_busy', 'customer_not_found', 'session_required'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('slow' as const), ms: fc.constantFrom(400, 1_100, 2_600, 9_000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom(
      'retry' as const, 'background' as const, 'resume' as const, 'unsure' as const, 'workbench' as const,
      'back' as const,
    ) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('act' as const, 'type' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('choose' as const), id: fc.constantFrom(...IDS) }) },
)
/** `alone`: whether the page may draw before the next step. */
const steps = fc.array(fc.tuple(step, fc.boolean()), { maxLength: 20, size: 'max' })

function setVisibility(state: DocumentVisibilityState): void {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
  document.dispatchEvent(new Event('visibilitychange'))
}

it('in random courses of events, nothing is ever drawn of a customer who is not the current one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  let current: string | undefined
  let drawn = 0
  let openIdsDrawn = 0
  let colleaguesDrawn = 0
  let draftsDrawn = 0
  let outcomesDrawn = 0
  let formsDrawn = 0
  let notesDrawn = 0
  const wrong: string[] = []

  function look(): void {
    // The list names everybody, and stands alone.
    const isList = !!document.querySelector('main [data-customer]')
    const root = document.querySelector(isList ? 'main > [role=status]' : 'main')!
    const typed = [...root.querySelectorAll<HTMLInputElement>('dialog input')].map(({ value }) => value)
    const shown = [root.textContent, ...typed].join(' ').match(/#wm\w/g) ?? []
    if (shown.length > 0) drawn++
    if (document.querySelector('main .account code')) openIdsDrawn++
    if (document.querySelector('main .names bdi')) colleaguesDrawn++
    if (document.querySelector('main .draft bdi')) draftsDrawn++
    if (document.querySelector('main .card [role=status] bdi')) outcomesDrawn++
    if (document.querySelector('main .notes bdi')) notesDrawn++
    if (typed.some(Boolean)) formsDrawn++
    const others = new Set(shown.filter(mark => mark !== `#${current}`))
    if (others.size > 0) wrong.push(`${[...others].join()} while ${current} is open`)
  }
  const observer = new MutationObserver(look)
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })

  /** Judges what is drawn by now for the customer before: the observer reports later than the switch. */
  function become(id: string | undefined): void {
    if (observer.takeRecords().length > 0) look()
    current = id
  }

  function show(state: WecomState): void {
    become(state.status === 'customer' ? state.externalUserId : undefined)
    wecom.state.value = state
  }
  const run = {
    switch: (id: string) => show({ status: 'customer', entry: 'single_chat_tools', externalUserId: id }),
    unsure: () => show({ status: 'starting', step: 'context' }),
    workbench: () => show({ status: 'workbench', entry: 'normal' }),
    background: () => setVisibility('hidden'),
    resume() {
      setVisibility('visible')
      window.dispatchEvent(new Event('focus'))
    },
    act: () => document.querySelector<HTMLElement>('main .card li > button')?.click(),
    /** Begins to fill the form of an action, or opens it again. */
    async type() {
      document.querySelectorAll<HTMLElement>('main .card li > button')[1]?.click()
      await nextTick()
      const field = document.querySelector<HTMLInputElement>('main dialog input')
      if (!field || field.value) return
      field.value = `typed#${current}`
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
    retry: () => document.querySelector<HTMLElement>('main .actions button')?.click(),
    choose(id: string) {
      const row = document.querySelector<HTMLElement>(`main [data-customer=${id}]`)
      if (!row) return
      become(id)
      row.click()
    },
    back() {
      const button = document.querySelector<HTMLElement>('main button.back')
      if (!button) return
      become(undefined)
      button.click()
    },
  }

  await fc.assert(fc.asyncProperty(steps, async (course) => {
    for (const [next, alone] of course) {
      // A member cannot press what the page has not drawn yet.
      if (['choose', 'back', 'retry', 'act', 'type'].includes(next.kind)) await nextTick()
      if (next.kind === 'switch' || next.kind === 'choose') run[next.kind](next.id)
      else if (next.kind === 'slow') await vi.advanceTimersByTimeAsync(next.ms)
      else if (next.kind === 'answer' || next.kind === 'fail') {
        const [request] = waiting.splice(next.which % Math.max(waiting.length, 1), 1)
        if (next.kind === 'answer') request?.answer()
        else request?.fail(next.code)
      }
      else await run[next.kind]()
      if (alone) await nextTick()
    }
    await nextTick()
    look()
    expect(wrong).toEqual([])
    waiting = []
  }), runs(400))

  observer.disconnect()
  // The property would hold of a page that never shows anything.
  expect(Math.min(drawn, openIdsDrawn, colleaguesDrawn, draftsDrawn, notesDrawn)).toBeGreaterThan(50)
  expect(Math.min(outcomesDrawn, formsDrawn)).toBeGreaterThan(10)
})
