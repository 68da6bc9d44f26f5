import { mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { provideViewer, useViewer } from '~/composables/useViewer'

const child = defineComponent({
  setup: () => ({ viewer: useViewer() }),
  template: '<button @click="viewer.signIn()">{{ viewer.isAdmin }}</button>',
})

it('a component below a page gets its role and its actions', async () => {
  const signIn = vi.fn()
  const isAdmin = shallowRef(false)
  const page = mount(defineComponent({
    setup: () => {
      provideViewer({ isAdmin, reload: vi.fn(), signIn })
      return () => h(child)
    },
  }))
  isAdmin.value = true
  await page.get('button').trigger('click')
  expect(signIn).toHaveBeenCalledTimes(1)
  expect(page.text()).toBe('true')
})

it('a component without a page fails at once, and says what is missing', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  expect(() => mount(child)).toThrow('provideViewer()')
})
