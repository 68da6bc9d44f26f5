import { mockNuxtImport, mountSuspended } from '@nuxt/test-utils/runtime'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { CustomerProfile } from '#shared/types/customer.ts'
import { ApiError } from '~/browser/api/api-error'
import type { WecomState } from '~/browser/bridge/state'
import { failureOf } from '~/browser/failure'
import IndexPage from '~/pages/index.vue'
import { useColleaguesStore } from '~/stores/colleagues'
import { useCustomerStore } from '~/stores/customer'
import { useCustomerEditsStore } from '~/stores/customer-edits'
import { useCustomerSearchStore } from '~/stores/customer-search'
import { useGroupStore } from '~/stores/group'
import { useIdentitiesStore } from '~/stores/identities'
import { useDraftsStore } from '~/stores/drafts'
import { useMyCustomersStore } from '~/stores/my-customers'
import { useMyRemindersStore } from '~/stores/my-reminders'
import { useNotesStore } from '~/stores/notes'
import { useRemindersStore } from '~/stores/reminders'
import { useSectionsStore } from '~/stores/sections'
import { useSessionStore } from '~/stores/session'
import { useTagLibraryStore } from '~/stores/tag-library'
import { useTimelineStore } from '~/stores/timeline'
import { eventually } from '../../support/eventually'
import { groupMemberOf, groupOf, profileOf, relation, summaryOf } from '../support/customers'
import { identitiesOf } from '../support/identities'
import { messages } from '../support/messages'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({
  colleagues: vi.fn(), customer: vi.fn(), customers: vi.fn(), group: vi.fn(), identities: vi.fn(), tagLibrary: vi.fn(),
}))
const leave = vi.hoisted(() => ({ reload: vi.fn(), navigate: vi.fn() }))
const wecom = { state: shallowRef<WecomState>({ status: 'starting', step: 'load' }), retry: vi.fn(), recheck: vi.fn() }
vi.mock('~/composables/useApi', () => ({
  useApi: () => api,
  useApiRequest: () => (path: string) => path === '/api/customers/values'
    ? Promise.resolve({ stages: [], fields: [], customers: {} })
    : new Promise(() => {}),
}))
vi.mock('~/composables/useWecom', () => ({ useWecom: () => wecom }))
vi.mock('~/composables/useReload', () => ({ useReload: () => ({ waiting: shallowRef(false), reload: leave.reload }) }))
mockNuxtImport('navigateTo', () => leave.navigate)

const member = { userId: 'zhangsan', name: 'Zhang San', admin: false }
const chat = (externalUserId: string): WecomState => ({
  status: 'customer', entry: 'single_chat_tools', externalUserId,
})
const workbench: WecomState = { status: 'workbench', entry: 'normal' }

/** A customer without a remark: the nickname is the title. */
const withoutRemark = (change: Partial<CustomerProfile>) =>
  profileOf({ relation: { ...relation, remark: '' }, ...change })

const mount = () => mountSuspended(IndexPage, { attachTo: document.body })
let page: Awaited<ReturnType<typeof mount>>

async function open(state: WecomState) {
  wecom.state.value = state
  page = await mount()
  return page
}

const heading = () => page.get('h1').text()

beforeEach(() => {
  servePage({ member })
  vi.resetAllMocks()
  api.customer.mockImplementation(async id => withoutRemark({ externalUserId: id, name: `Name of ${id}` }))
  api.colleagues.mockResolvedValue([])
  api.identities.mockImplementation(async id => identitiesOf({ externalUserId: id }))
  api.customers.mockResolvedValue({ customers: [summaryOf('wm1'), summaryOf('wm2')] })
  api.tagLibrary.mockResolvedValue([])
  api.group.mockResolvedValue(groupOf({ name: 'Owners', memberCount: 48, externalCount: 45 }))
})
afterEach(() => {
  page.unmount()
  for (const useStore of [
    useCustomerEditsStore, useIdentitiesStore, useColleaguesStore, useSectionsStore,
    useSessionStore, useCustomerStore, useGroupStore, useNotesStore, useTimelineStore,
    useCustomerSearchStore, useMyCustomersStore, useTagLibraryStore, useMyRemindersStore, useRemindersStore,
    useDraftsStore,
  ]) {
    const store = useStore()
    store.$dispose()
    Reflect.deleteProperty(useNuxtApp().$pinia.state.value, store.$id)
  }
})

const settled = () => eventually(() => !page.find('[aria-busy]').exists())

describe('a session that ends', () => {
  const endSession = () => api.customer.mockRejectedValue(new ApiError(failureOf('session_required')))
  const bar = () => page.get('.bars')

  it('leaves what is being typed on screen, and offers to sign in', async () => {
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.find('[data-edit=remark]').exists())
    await page.get('[data-edit=remark]').trigger('click')
    await eventually(() => page.find('article input').exists())
    await page.get('article input').setValue('half a remark')
    endSession()
    await useCustomerStore().refresh()
    await eventually(() => bar().text().includes('signed out'))
    expect(page.get<HTMLInputElement>('article input').element.value).toBe('half a remark')
    await bar().findAll('button').find(button => button.text() === 'Sign in')!.trigger('click')
    expect(leave.navigate).toHaveBeenCalledTimes(1)
  })

  it('with nothing typed takes the customer away', async () => {
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.find('[data-edit=remark]').exists())
    await page.get('[data-edit=remark]').trigger('click')
    endSession()
    await useCustomerStore().refresh()
    await eventually(() => heading() === 'Sign in again')
    expect(page.text()).not.toContain('Name of wm1')
  })
})

describe('each state has its screen', () => {
  it('starting: a skeleton', async () => {
    await open({ status: 'starting', step: 'load' })
    expect(page.find('[aria-busy]').exists()).toBe(true)
    expect(page.get('[role=status]').text()).toBe('Loading')
    expect(api.customers).not.toHaveBeenCalled()
  })

  it('customer: the profile', async () => {
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.text().includes('Name of wm1'))
    expect(heading()).toBe('Name of wm1')
    expect(page.get('[role=status]').text()).toBe('Name of wm1')
  })

  it('group: the card', async () => {
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = { status: 'group', entry: 'group_chat_tools', chatId: 'wr1' }
    await eventually(() => page.find('dd').exists())
    expect(heading()).toBe('Owners')
    expect(page.get('header p').text()).toBe('Customer group · 48 people · 45 customers')
  })

  it('workbench: who I am and my customers', async () => {
    await open(workbench)
    await settled()
    expect(page.text()).toContain('Zhang San')
    expect(heading()).toBe('My customers')
    expect(page.findAll('[data-customer]')).toHaveLength(2)
  })

  it('outside without a session: the way in', async () => {
    servePage()
    await open({ status: 'outside' })
    expect(page.get('a').attributes('href')).toMatch(/^\/auth\/login\?return_to=%2F/)
    expect(api.customers).not.toHaveBeenCalled()
  })

  it('outside with a session: my customers, a notice and the way out', async () => {
    await open({ status: 'outside' })
    await settled()
    expect(page.get('[role=note]').text()).toContain('in a browser')
    expect(page.findAll('button').map(button => button.text())).toContain('Sign out')
    expect(page.findAll('[data-customer]')).toHaveLength(2)
  })

  it('outdated: the version', async () => {
    await open({ status: 'outdated', version: '2.4.0', needs: '3.0.24' })
    expect(page.text()).toContain('2.4.0')
  })

  it.each([
    ['retry', 'api_timeout', () => wecom.retry],
    ['reload', 'config_timeout', () => leave.reload],
    ['sign_in', 'session_required', () => leave.navigate],
  ] as const)('failed: a panel whose action does %s', async (_, code, action) => {
    await open({ status: 'failed', step: 'config', ...failureOf(code) })
    await page.get('.actions button').trigger('click')
    expect(action()).toHaveBeenCalledTimes(1)
  })

  it('failed: leads who is signed in to all customers, who stay while the client goes on failing', async () => {
    const failed = (): WecomState => ({ status: 'failed', step: 'context', ...failureOf('bridge_refused') })
    await open(failed())
    const way = () => page.findAll('.actions button').find(button => button.text() === messages.en.workbench.open)
    await way()!.trigger('click')
    await settled()
    expect(page.findAll('[data-customer]')).toHaveLength(2)
    // The client is asked again each time the member comes back to the window.
    wecom.state.value = failed()
    await nextTick()
    expect([page.find('.panel').exists(), page.findAll('[data-customer]').length]).toEqual([false, 2])
    await page.get('button.back').trigger('click')
    await eventually(() => heading() === messages.en.failures.bridge_refused.title)
    await way()!.trigger('click')
    wecom.state.value = chat('wm1')
    await eventually(() => heading() === 'Name of wm1')
  })

  it.each([
    ['without a session', undefined, 'bridge_refused'],
    ['with one that has ended', member, 'session_required'],
  ] as const)('failed: leads nowhere %s', async (_, who, code) => {
    servePage({ member: who })
    await open({ status: 'failed', step: 'config', ...failureOf(code) })
    expect(page.findAll('.actions button').map(button => button.text())).toEqual([
      messages.en.failure.fix[failureOf(code).fix],
    ])
  })

  it('has exactly one heading of the first level', async () => {
    for (const state of [
      workbench, chat('wm1'), { status: 'outside' } as const, { status: 'starting', step: 'load' } as const,
    ]) {
      await open(state)
      expect(page.findAll('h1')).toHaveLength(1)
      page.unmount()
    }
    await open(workbench)
  })
})

describe('a customer that cannot be loaded', () => {
  it('is explained, and tried again', async () => {
    api.customer.mockRejectedValueOnce(new ApiError(failureOf('customer_not_found', { requestId: 'r1' })))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.text().includes('Not your customer yet'))
    expect(page.text()).toContain('r1')
    await page.findAll('button').find(button => button.text() === 'Retry')!.trigger('click')
    await eventually(() => page.text().includes('Name of wm1'))
  })

  it('keeps its last view, marked with its age, and is asked for again at once when the network is back', async () => {
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.text().includes('Name of wm1'))
    window.dispatchEvent(new Event('offline'))
    await nextTick()
    expect(heading()).toBe('Name of wm1')
    expect(page.text()).toContain('You\'re offline. We\'ll update when you\'re back')
    expect(page.text()).toContain('Updated')
    api.customer.mockResolvedValueOnce(withoutRemark({ name: 'Renamed' }))
    window.dispatchEvent(new Event('online'))
    await eventually(() => heading() === 'Renamed')
    expect(page.text()).not.toContain('offline')
  })

  it('heals by itself, with no click and no event', async () => {
    api.customer.mockRejectedValueOnce(new ApiError(failureOf('wecom_busy')))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.text().includes('Retrying automatically'))
    await eventually(() => page.text().includes('Name of wm1'))
  })

  it('from the server’s memory is shown with its age, and brought up to date by itself', async () => {
    api.customer.mockResolvedValueOnce(withoutRemark({
      externalUserId: 'wm1', name: 'Old', asOf: new Date(Date.now() - 180_000).toISOString(),
    }))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.find('[role=note]').exists())
    expect(page.get('[role=note]').text()).toContain('3 minutes ago')
    await eventually(() => heading() === 'Name of wm1')
    expect(page.find('[role=note]').exists()).toBe(false)
  })

  it('heals itself when the network is back', async () => {
    api.customer.mockRejectedValueOnce(new ApiError(failureOf('offline')))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.text().includes('No connection'))
    window.dispatchEvent(new Event('online'))
    await eventually(() => page.text().includes('Name of wm1'))
  })
})

describe('a group', () => {
  it('opens one of my customers and comes back to the same member', async () => {
    api.group.mockResolvedValue(groupOf({ name: 'Owners', members: [groupMemberOf('wm1'), groupMemberOf('wm2')] }))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = { status: 'group', entry: 'group_chat_tools', chatId: 'wr1' }
    await eventually(() => page.find('[data-customer=wm2]').exists())
    await page.get('[data-customer=wm2]').trigger('click')
    await eventually(() => page.text().includes('UnionID'))
    expect(heading()).toBe('Name of wm2')
    await page.get('button.back').trigger('click')
    await eventually(() => document.activeElement?.getAttribute('data-customer') === 'wm2')
    expect(heading()).toBe('Owners')
    expect(api.group).toHaveBeenCalledTimes(1)
  })
})

describe('the list', () => {
  it('when the member comes back, loads data older than a minute again, and keeps it visible', async () => {
    const now = vi.spyOn(Date, 'now')
    onTestFinished(() => now.mockRestore())
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await eventually(() => page.text().includes('Name of wm1'))
    dispatchEvent(new Event('focus'))
    expect(api.customer).toHaveBeenCalledTimes(1)
    now.mockReturnValue(new Date().getTime() + 61_000)
    api.customer.mockImplementation(async id => withoutRemark({ externalUserId: id, name: `New name of ${id}` }))
    // Of a burst of events only the first and the last count, so the next one has to come a moment later.
    await eventually(() => {
      dispatchEvent(new Event('focus'))
      expect(heading()).toContain('ame of wm1')
      return page.text().includes('New name of wm1')
    })
    expect(page.find('[aria-busy]').exists()).toBe(false)
  })

  it('that is asked for again after a failure shows the failure, not a slow connection', async () => {
    api.customers.mockRejectedValueOnce(new ApiError(failureOf('wecom_config')))
    await open(workbench)
    await eventually(() => page.find('.failure').exists())
    api.customers.mockReturnValueOnce(new Promise(() => {}))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    // By its words: the button that tells an admin stands before it, as soon as its file has come.
    const { retry } = messages.en.failure.fix
    await page.findAll('.failure button').find(button => button.text() === retry)!.trigger('click')
    await vi.advanceTimersByTimeAsync(8_000)
    expect(page.find('.failure [aria-busy]').exists()).toBe(true)
    for (const words of [messages.en.connection.slow, messages.en.connection.stuck]) {
      expect(page.text()).not.toContain(words)
    }
  })

  it('opens a profile and comes back to the same row, with the focus', async () => {
    await open(workbench)
    await settled()
    await page.get('[data-customer=wm2]').trigger('click')
    await eventually(() => document.activeElement?.textContent?.trim() === 'Back to my customers')
    await eventually(() => page.text().includes('UnionID'))
    expect(heading()).toBe('Name of wm2')
    await page.get('button.back').trigger('click')
    await eventually(() => document.activeElement!.hasAttribute('data-customer'))
    expect(document.activeElement?.getAttribute('data-customer')).toBe('wm2')
    expect(api.customers).toHaveBeenCalledTimes(1)
  })

  it('keeps the list beside a customer in a wide window; keys move through it', async () => {
    const wide = Object.assign(new EventTarget(), { matches: true }) as MediaQueryList
    vi.spyOn(window, 'matchMedia').mockReturnValue(wide)
    onTestFinished(() => void vi.restoreAllMocks())
    await open(workbench)
    await settled()
    const rows = () => page.findAll<HTMLElement>('ul [data-customer]')
    const focused = () => document.activeElement?.getAttribute('data-customer')
    const press = (key: string) =>
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    rows()[0]!.element.focus()
    press('ArrowDown')
    expect(focused()).toBe('wm2')
    await page.get('[data-customer=wm2]').trigger('click')
    await eventually(() => page.text().includes('UnionID'))
    expect(focused()).toBe('wm2')
    expect(rows().map(row => [row.attributes('aria-current'), row.attributes('tabindex')]))
      .toEqual([[undefined, '-1'], ['true', undefined]])
    press('ArrowUp')
    expect(focused()).toBe('wm1')
    await page.get('[data-customer=wm1]').trigger('click')
    await eventually(() => heading() === 'Name of wm1')
    expect(page.find('button.back').exists()).toBe(false)
    history.replaceState({}, '')
    dispatchEvent(new PopStateEvent('popstate'))
    await eventually(() => page.text().includes('Select a customer'))
    await eventually(() => focused() === 'wm1')
    // Past the two that were opened last.
    for (let row = 0; row < 3; row++) press('ArrowUp')
    expect(document.activeElement?.getAttribute('type')).toBe('search')
  })

  it('loads the rest by itself', async () => {
    api.customers.mockResolvedValueOnce({ customers: [summaryOf('a')], nextCursor: 'c' })
    await open(workbench)
    await eventually(() => page.findAll('[data-customer]').length === 3)
    expect(page.text()).toContain('3 customers')
  })

  it('finds while typing, and, for admins, without a UnionID only', async () => {
    servePage({ member: { ...member, admin: true } })
    api.customers.mockResolvedValue({ customers: [
      summaryOf('a', { name: 'Ａda', unionId: 'u1' }), summaryOf('b', { remark: 'ADA’s brother' }), summaryOf(
        'c', { corpName: 'Cobol Ltd' },
      ),
    ] })
    await open(workbench)
    await settled()
    const found = () => page.findAll('[data-customer]').map(row => row.attributes('data-customer'))
    await page.get('input[type=search]').setValue('ada')
    expect(found()).toEqual(['a', 'b'])
    expect(page.text()).toContain('2 matches')
    await page.get('input[type=checkbox]').setValue(true)
    expect(found()).toEqual(['b'])
    await page.get('input[type=search]').setValue('nobody')
    expect(page.text()).toContain('No matching customers')
    await page.get('input[type=search]').trigger('keydown', { key: 'Escape' })
    expect(found()).toEqual(['b', 'c'])
  })

  describe('filtered by tag', () => {
    const button = (text: string) => page.findAll('button').find(
      one => one.text() === text || one.attributes('aria-label') === text,
    )!
    const listed = () => page.findAll('ul [data-customer]').map(row => row.attributes('data-customer'))
    const labels = () => page.findAll('dialog label').map(label => label.text())

    async function openFilter() {
      api.customers.mockResolvedValue({ customers: [
        summaryOf('a', { tagIds: ['hot', 'fair'], unionId: 'u' }), summaryOf('b', { tagIds: ['cold'] }),
        summaryOf('c', { tagIds: ['hot', 'gone'] }), summaryOf('d'),
      ] })
      api.tagLibrary.mockResolvedValue([
        {
          id: 'stage',
          name: 'Stage',
          tags: [{ id: 'hot', name: 'Hot' }, { id: 'cold', name: 'Cold' }, { id: 'unused', name: 'Unused' }],
        },
        { id: 'source', name: 'Source', tags: [{ id: 'fair', name: 'Fair' }] },
      ])
      await open(workbench)
      await settled()
      await button('Filter').trigger('click')
      await eventually(() => page.find('dialog label').exists())
    }
    const labelled = (text: string) => page.findAll('dialog label').find(label => label.text().startsWith(text))!
    const tick = (text: string) => labelled(text).get('input').setValue(true)

    it('offers the tags that customers have, with how many, and those the library does not know as one', async () => {
      await openFilter()
      expect(labels()).toEqual(['Hot2', 'Cold1', 'Fair1', 'Deleted or rule-based tag1'])
      await page.get('dialog input[type=search]').setValue('co')
      expect(labels()).toEqual(['Cold1'])
    })

    it('takes any of one group and each of several, together with the search and without a UnionID', async () => {
      servePage({ member: { ...member, admin: true } })
      await openFilter()
      await tick('Hot')
      await tick('Cold')
      expect(listed()).toEqual(['a', 'b', 'c'])
      expect(button('Show 3 customers')).toBeDefined()
      await tick('Fair')
      expect(listed()).toEqual(['a'])
      await page.get('label.option input').setValue(true)
      expect(page.text()).toContain('No matching customers')
      await button('Remove tag Fair').trigger('click')
      expect(listed()).toEqual(['b', 'c'])
      await page.get('input[type=search]').setValue('c hot')
      expect(listed()).toEqual(['c'])
      expect(page.text()).toContain('1 match')
      await button('Clear filters').trigger('click')
      expect(listed()).toEqual(['a', 'b', 'c', 'd'])
      expect(page.find('.tags').exists()).toBe(false)
      expect(document.activeElement?.getAttribute('type')).toBe('search')
    })

    it('finds those with a tag that is no longer in the library', async () => {
      await openFilter()
      await tick('Deleted')
      expect(listed()).toEqual(['c'])
    })

    it('is still there after a customer was looked at, and follows what was changed about him', async () => {
      await openFilter()
      await tick('Hot')
      await button('Show 2 customers').trigger('click')
      expect(page.find('dialog').exists()).toBe(false)
      api.customer.mockResolvedValueOnce(profileOf({
        externalUserId: 'c', name: 'Renamed', relation: { ...relation, tags: [] },
      }))
      await page.get('[data-customer=c]').trigger('click')
      await eventually(() => page.text().includes('UnionID'))
      await page.get('button.back').trigger('click')
      await eventually(() => page.find('[data-customer=a]').exists())
      expect(listed()).toEqual(['a'])
      await button('Remove tag Hot').trigger('click')
      await eventually(() => document.activeElement?.getAttribute('type') === 'search')
      expect(listed()).toEqual(['a', 'b', 'c', 'd'])
      expect(page.get('ul [data-customer=c]').text()).toContain('Renamed')
    })

    it('shows the progress of loading, and can be used before it ends', async () => {
      let more = (_page: object) => {}
      api.tagLibrary.mockResolvedValue([{ id: 'stage', name: 'Stage', tags: [{ id: 'hot', name: 'Hot' }] }])
      api.customers
        .mockResolvedValueOnce({ customers: [summaryOf('a', { tagIds: ['hot'] }), summaryOf('b')], nextCursor: 'next' })
        .mockImplementationOnce(() => new Promise(resolve => more = resolve))
      await open(workbench)
      await eventually(() => page.text().includes('2 loaded…'))
      await button('Filter').trigger('click')
      await eventually(() => page.find('dialog label').exists())
      await tick('Hot')
      expect(page.text()).toContain('1 match so far · 2 loaded')
      more({ customers: [summaryOf('c', { tagIds: ['hot'] })] })
      await eventually(() => page.text().includes('2 matches'))
      expect(labels()).toEqual(['Hot2'])
      expect(listed()).toEqual(['a', 'c'])
    })

    it('explains a library that cannot be had, and tries again', async () => {
      api.tagLibrary.mockRejectedValueOnce(new ApiError(failureOf('wecom_busy'))).mockResolvedValueOnce([])
      await open(workbench)
      await settled()
      await button('Filter').trigger('click')
      await eventually(() => page.find('dialog').text().includes('WeCom is busy'))
      await page.findAll('dialog button').find(one => one.text() === 'Retry')!.trigger('click')
      await eventually(() => page.find('dialog').text().includes('No tags'))
    })
  })

  it('offers those opened last again', async () => {
    await open(workbench)
    await settled()
    for (const id of ['wm1', 'wm2']) {
      await page.get(`ul [data-customer=${id}]`).trigger('click')
      await page.get('button.back').trigger('click')
    }
    const recent = page.findAll('section').find(section =>
      section.findAll('h2').some(title => title.text() === 'Recently opened'))!
    expect(recent.findAll('bdi.name').map(name => name.text())).toEqual(['Name of wm2', 'Name of wm1'])
    expect(page.findAll('h2').map(heading => heading.text()))
      .toEqual(['My reminders', 'Recently opened', 'All customers'])
  })

  it('of 10,000 draws only those in view', async () => {
    api.customers.mockResolvedValue({ customers: Array.from(
      { length: 10_000 }, (_, index) => summaryOf(`wm${index}`),
    ) })
    await open(workbench)
    await settled()
    const rows = page.findAll('[data-customer]')
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.length).toBeLessThan(60)
    expect(page.get('li').attributes()).toMatchObject({ 'aria-setsize': '10000', 'aria-posinset': '1' })
    expect(page.text()).toContain('10000 customers')
  })

  it('explains why it is missing, and can be tried again', async () => {
    api.customers.mockRejectedValueOnce(new ApiError(failureOf('wecom_config')))
    await open(workbench)
    const retry = () => page.findAll('button').find(button => button.text() === 'Retry')
    await eventually(() => retry() !== undefined)
    expect(page.get('.notice').text()).toContain(messages.en.failures.wecom_config.cause)
    await retry()!.trigger('click')
    await eventually(() => page.findAll('[data-customer]').length === 2)
  })

  it('says when it is empty', async () => {
    api.customers.mockResolvedValue({ customers: [] })
    await open(workbench)
    await eventually(() => page.text().includes('No customers yet'))
  })
})
