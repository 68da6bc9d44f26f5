import { mockNuxtImport, mountSuspended } from '@nuxt/test-utils/runtime'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '~/composables/api-error'
import { failureOf } from '~/composables/failure'
import type { WecomState } from '~/composables/wecom/state'
import IndexPage from '~/pages/index.vue'
import { groupMemberOf, groupOf, profileOf, summaryOf } from '../support/customers'
import { servePage } from '../support/page'

const api = vi.hoisted(() => ({ customer: vi.fn(), customers: vi.fn(), group: vi.fn() }))
const leave = vi.hoisted(() => ({ reload: vi.fn(), navigate: vi.fn() }))
const wecom = { state: shallowRef<WecomState>({ status: 'starting', step: 'load' }), retry: vi.fn(), recheck: vi.fn() }
mockNuxtImport('useApi', () => () => api)
mockNuxtImport('useWecom', () => () => wecom)
mockNuxtImport('reloadNuxtApp', () => leave.reload)
mockNuxtImport('navigateTo', () => leave.navigate)

const member = { userId: 'zhangsan', name: 'Zhang San', admin: false }
const chat = (externalUserId: string): WecomState => ({ status: 'customer', entry: 'single_chat_tools', externalUserId })
const workbench: WecomState = { status: 'workbench', entry: 'normal' }

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
  api.customer.mockImplementation(async id => profileOf({ externalUserId: id, name: `Name of ${id}` }))
  api.customers.mockResolvedValue({ customers: [summaryOf('wm1'), summaryOf('wm2')] })
  api.group.mockResolvedValue(groupOf({ name: 'Owners', memberCount: 48, externalCount: 45 }))
})
afterEach(() => {
  page.unmount()
  for (const useStore of [useCustomerEditsStore, useSessionStore, useCustomerStore, useGroupStore, useMyCustomersStore]) {
    const store = useStore()
    store.$dispose()
    Reflect.deleteProperty(useNuxtApp().$pinia.state.value, store.$id)
  }
})

const settled = () => vi.waitUntil(() => !page.find('[aria-busy]').exists())

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
    await vi.waitUntil(() => page.text().includes('Name of wm1'))
    expect(heading()).toBe('Name of wm1')
    expect(page.get('[role=status]').text()).toBe('Name of wm1')
  })

  it('group: the card', async () => {
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = { status: 'group', entry: 'group_chat_tools', chatId: 'wr1' }
    await vi.waitUntil(() => page.find('dd').exists())
    expect(heading()).toBe('Owners')
    expect(page.findAll('dd').slice(0, 2).map(count => count.text())).toEqual(['48', '45'])
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
    expect(page.get('[role=note]').text()).toContain('outside WeCom')
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

  it('has exactly one heading of the first level', async () => {
    for (const state of [workbench, chat('wm1'), { status: 'outside' } as const, { status: 'starting', step: 'load' } as const]) {
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
    await vi.waitUntil(() => page.text().includes('Not a customer of yours'))
    expect(page.text()).toContain('r1')
    await page.get('.actions button').trigger('click')
    await vi.waitUntil(() => page.text().includes('Name of wm1'))
  })

  it('keeps its last view, marked with its age, and is asked for again at once when the network is back', async () => {
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await vi.waitUntil(() => page.text().includes('Name of wm1'))
    window.dispatchEvent(new Event('offline'))
    await nextTick()
    expect(heading()).toBe('Name of wm1')
    expect(page.text()).toContain('No connection. The page updates once it is back.')
    expect(page.text()).toContain('As of')
    api.customer.mockResolvedValueOnce(profileOf({ name: 'Renamed' }))
    window.dispatchEvent(new Event('online'))
    await vi.waitUntil(() => heading() === 'Renamed')
    expect(page.text()).not.toContain('No connection')
  })

  it('heals by itself, with no click and no event', async () => {
    api.customer.mockRejectedValueOnce(new ApiError(failureOf('wecom_busy')))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await vi.waitUntil(() => page.text().includes('The page retries by itself'))
    await vi.waitUntil(() => page.text().includes('Name of wm1'), { timeout: 3_000 })
  })

  it('from the server’s memory is shown with its age, and brought up to date by itself', async () => {
    api.customer.mockResolvedValueOnce(profileOf({ externalUserId: 'wm1', name: 'Old', asOf: new Date(Date.now() - 180_000).toISOString() }))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await vi.waitUntil(() => page.find('[role=note]').exists())
    expect(page.get('[role=note]').text()).toContain('3 minutes ago')
    await vi.waitUntil(() => heading() === 'Name of wm1', { timeout: 3_000 })
    expect(page.find('[role=note]').exists()).toBe(false)
  })

  it('heals itself when the network is back', async () => {
    api.customer.mockRejectedValueOnce(new ApiError(failureOf('offline')))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = chat('wm1')
    await vi.waitUntil(() => page.text().includes('No connection'))
    window.dispatchEvent(new Event('online'))
    await vi.waitUntil(() => page.text().includes('Name of wm1'))
  })
})

describe('a group', () => {
  it('opens one of my customers and comes back to the same member', async () => {
    api.group.mockResolvedValue(groupOf({ name: 'Owners', members: [groupMemberOf('wm1'), groupMemberOf('wm2')] }))
    await open({ status: 'starting', step: 'load' })
    wecom.state.value = { status: 'group', entry: 'group_chat_tools', chatId: 'wr1' }
    await vi.waitUntil(() => page.find('[data-customer=wm2]').exists())
    await page.get('[data-customer=wm2]').trigger('click')
    await vi.waitUntil(() => page.text().includes('UnionID'))
    expect(heading()).toBe('Name of wm2')
    await page.get('button.back').trigger('click')
    await vi.waitUntil(() => document.activeElement?.getAttribute('data-customer') === 'wm2')
    expect(heading()).toBe('Owners')
    expect(api.group).toHaveBeenCalledTimes(1)
  })
})

describe('the list', () => {
  it('opens a profile and comes back to the same row, with the focus', async () => {
    await open(workbench)
    await settled()
    await page.get('[data-customer=wm2]').trigger('click')
    await vi.waitUntil(() => document.activeElement?.textContent?.trim() === 'Back to my customers')
    await vi.waitUntil(() => page.text().includes('UnionID'))
    expect(heading()).toBe('Name of wm2')
    await page.get('button.back').trigger('click')
    await vi.waitUntil(() => document.activeElement?.hasAttribute('data-customer'))
    expect(document.activeElement?.getAttribute('data-customer')).toBe('wm2')
    expect(api.customers).toHaveBeenCalledTimes(1)
  })

  it('loads the rest by itself', async () => {
    api.customers.mockResolvedValueOnce({ customers: [summaryOf('a')], nextCursor: 'c' })
    await open(workbench)
    await vi.waitUntil(() => page.findAll('[data-customer]').length === 3)
    expect(page.text()).toContain('3 customers')
  })

  it('finds while typing, and without a UnionID only', async () => {
    api.customers.mockResolvedValue({ customers: [
      summaryOf('a', { name: 'Ａda', unionId: 'u1' }), summaryOf('b', { remark: 'ADA’s brother' }), summaryOf('c', { corpName: 'Cobol Ltd' }),
    ] })
    await open(workbench)
    await settled()
    const found = () => page.findAll('[data-customer]').map(row => row.attributes('data-customer'))
    await page.get('input[type=search]').setValue('ada')
    expect(found()).toEqual(['a', 'b'])
    expect(page.text()).toContain('2 found')
    await page.get('input[type=checkbox]').setValue(true)
    expect(found()).toEqual(['b'])
    await page.get('input[type=search]').setValue('nobody')
    expect(page.text()).toContain('No customer matches')
    await page.get('input[type=search]').trigger('keydown', { key: 'Escape' })
    expect(found()).toEqual(['b', 'c'])
  })

  it('offers those opened last again', async () => {
    await open(workbench)
    await settled()
    for (const id of ['wm1', 'wm2']) {
      await page.get(`ul [data-customer=${id}]`).trigger('click')
      await page.get('button.back').trigger('click')
    }
    const recent = page.findAll('section').find(section => section.text().includes('Recently opened'))!
    expect(recent.findAll('.name').map(name => name.text())).toEqual(['Name of wm2', 'Name of wm1'])
  })

  it('of 10,000 draws only those in view', async () => {
    api.customers.mockResolvedValue({ customers: Array.from({ length: 10_000 }, (_, index) => summaryOf(`wm${index}`)) })
    await open(workbench)
    await settled()
    const rows = page.findAll('[data-customer]')
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.length).toBeLessThan(60)
    expect(page.get('li').attributes()).toMatchObject({ 'aria-setsize': '10000', 'aria-posinset': '1' })
    expect(page.text()).toContain('10000 customers')
  })

  it('explains why it is missing, and can be tried again', async () => {
    api.customers.mockRejectedValueOnce(new ApiError(failureOf('wecom_busy')))
    await open(workbench)
    await vi.waitUntil(() => page.text().includes('WeCom is busy'))
    await page.findAll('button').find(button => button.text() === 'Retry')!.trigger('click')
    await vi.waitUntil(() => page.findAll('[data-customer]').length === 2)
  })

  it('says when there is nobody in it', async () => {
    api.customers.mockResolvedValue({ customers: [] })
    await open(workbench)
    await vi.waitUntil(() => page.text().includes('No customers yet'))
  })
})

it('never shows one customer while another is open', async () => {
  const requests: { id: string, resolve: (profile: object) => void, reject: (error: Error) => void }[] = []
  api.customer.mockImplementation((id: string) => new Promise((resolve, reject) => requests.push({ id, resolve, reject })))
  await open({ status: 'starting', step: 'load' })

  const id = fc.constantFrom('a', 'b', 'c')
  const step = fc.oneof(
    { weight: 3, arbitrary: id.map(next => ({ kind: 'switch' as const, id: next })) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer' as const), request: fc.nat(30), fails: fc.boolean() }) },
    { weight: 1, arbitrary: fc.constantFrom({ kind: 'workbench' as const }, { kind: 'starting' as const }, { kind: 'resume' as const }) },
  )
  const wrong: string[] = []
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
    requests.length = 0
    for (const next of steps) {
      if (next.kind === 'switch') wecom.state.value = chat(next.id)
      else if (next.kind === 'workbench') wecom.state.value = workbench
      else if (next.kind === 'starting') wecom.state.value = { status: 'starting', step: 'context' }
      else if (next.kind === 'resume') window.dispatchEvent(new Event('focus'))
      else {
        const request = requests[next.request % Math.max(requests.length, 1)]
        if (next.fails) request?.reject(new ApiError(failureOf('timeout')))
        else request?.resolve(profileOf({ externalUserId: request.id, name: `Name of ${request.id}` }))
      }
      await nextTick()
      const current = wecom.state.value.status === 'customer' ? `Name of ${wecom.state.value.externalUserId}` : ''
      const shown = page.find('article h1')
      if (shown.exists() && shown.text() !== current) wrong.push(`${shown.text()} instead of ${current}`)
    }
    expect(wrong).toEqual([])
  }), { numRuns: 300 })
}, 60_000)
