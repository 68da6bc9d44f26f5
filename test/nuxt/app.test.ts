import { mockNuxtImport, mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import App from '~/app.vue'
import { ROUTES } from '~/pages/routes'
import { messages } from './support/messages'
import { servePage } from './support/page'

const reload = vi.hoisted(() => vi.fn())
vi.mock('~/composables/useReload', () => ({ useReload: () => ({ waiting: shallowRef(false), reload }) }))
const load = vi.fn(async () => defineComponent({ render: () => h('main', 'The second page') }))
const routes = { ...ROUTES, '/second': defineAsyncComponent(load) }
const address = vi.hoisted(() => ({ path: '/' }))
mockNuxtImport('useRequestURL', () => () => new URL(address.path, 'https://sidebar.example'))

beforeEach(() => {
  servePage()
  reload.mockReset()
})

async function open() {
  const app = await mountSuspended(App, { props: { routes } })
  onTestFinished(() => app.unmount())
  return app
}

it('shows the sidebar at /, and does not load another page', async () => {
  address.path = '/'
  const app = await open()
  expect(app.get('h1').text()).toBe(messages.en.outside.title)
  expect(load).not.toHaveBeenCalled()
})

it('shows a second page at its path', async () => {
  address.path = '/second?lang=en'
  const app = await open()
  await expect.poll(() => app.text()).toBe('The second page')
  expect(load).toHaveBeenCalledTimes(1)
})

describe('a page of a member', () => {
  function openTab() {
    const tab = new BroadcastChannel('member')
    onTestFinished(() => tab.close())
    const heard: unknown[] = []
    tab.onmessage = ({ data }) => heard.push(data)
    return { heard, say: (member: string) => tab.postMessage(member) }
  }

  /** A page of this member, and another tab in which then `other` opens one. */
  async function openBoth(other: string) {
    address.path = '/second'
    servePage({ member: { userId: 'linxiaotong', admin: false } })
    const [tab, listener] = [openTab(), openTab()]
    const app = await open()
    await expect.poll(() => tab.heard).toEqual(['linxiaotong'])
    tab.say(other)
    await expect.poll(() => listener.heard).toEqual(['linxiaotong', other])
    return app
  }

  it('stays when the same member opens another page', async () => {
    const app = await openBoth('linxiaotong')
    expect(app.text()).toBe('The second page')
    expect(reload).not.toHaveBeenCalled()
  })

  it.each([['has signed out', ''], ['is another one', 'wangsiqi']])(
    'is emptied and loaded again when the member of a newer page %s', async (_how, other) => {
      const app = await openBoth(other)
      await expect.poll(() => app.text()).toBe(messages.en.connection.reloading)
      expect(reload).toHaveBeenCalledOnce()
    })
})
