import { mountSuspended } from '@nuxt/test-utils/runtime'
import { beforeEach, expect, it } from 'vitest'
import ErrorPage from '~/error.vue'
import { messages } from './support/messages'
import { servePage } from './support/page'

beforeEach(() => {
  document.documentElement.removeAttribute('lang')
  servePage({ requestId: '7d3c9a52', preferences: { theme: 'dark' } })
})

it.each([
  [500, messages.en.fatal.title, 'internal'],
  [404, messages.en.fatal.notFound, 'not_found'],
])('what breaks with %d is named, with what to pass on and the way back', async (statusCode, title, code) => {
  const page = await mountSuspended(ErrorPage, { props: { error: createError({ statusCode }) } })
  expect(page.get('h1').text()).toBe(title)
  // The app, which said so before, is gone.
  await expect.poll(() => [
    document.documentElement.lang, document.documentElement.dataset.theme,
  ]).toEqual(['en', 'dark'])
  expect(page.get('a').attributes('href')).toBe('/')
  const fields = Object.fromEntries(page.findAll('dl > div').map(row => [row.get('dt').text(), row.get('dd').text()]))
  expect(fields).toMatchObject({ [messages.en.failure.code]: code, [messages.en.failure.requestId]: '7d3c9a52' })
  expect(page.get('details button').text()).toBe(messages.en.failure.copyDetails)
})
