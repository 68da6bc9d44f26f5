import { mockNuxtImport, mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, expect, it, vi } from 'vitest'
import App from '~/app.vue'
import { ROUTES } from '~/pages/routes'
import { messages } from './support/messages'
import { servePage } from './support/page'

const load = vi.fn(async () => defineComponent({ render: () => h('main', 'The second page') }))
const routes = { ...ROUTES, '/second': defineAsyncComponent(load) }
const address = vi.hoisted(() => ({ path: '/' }))
mockNuxtImport('useRequestURL', () => () => new URL(address.path, 'https://sidebar.example'))

beforeEach(() => servePage())

it('shows the sidebar at /, and does not load another page', async () => {
  address.path = '/'
  const app = await mountSuspended(App, { props: { routes } })
  expect(app.get('h1').text()).toBe(messages.en.outside.title)
  expect(load).not.toHaveBeenCalled()
})

it('shows a second page at its path', async () => {
  address.path = '/second?lang=en'
  const app = await mountSuspended(App, { props: { routes } })
  await expect.poll(() => app.text()).toBe('The second page')
  expect(load).toHaveBeenCalledTimes(1)
})
