import { config } from '@vue/test-utils'
import { vi } from 'vitest'
import type { PageContext } from '#shared/types/page.ts'
import { VIEWER } from '~/composables/useViewer'
import { messages } from './messages'
import { setUserAgent } from './wecom-client'

/** The viewer of every component that a test mounts without its page. */
export const viewer = { isAdmin: shallowRef(false), reload: vi.fn(), signIn: vi.fn() }
Object.assign(config.global.provide, { [VIEWER as symbol]: viewer })

/** Sets the page up as if the server had rendered it with this context. */
export function servePage(page: Partial<PageContext> = {}, userAgent = ''): void {
  useNuxtApp().$page.value = { corpId: 'ww1', agentId: '1000002', requestId: 'r-page', preferences: {}, ...page }
  useState('preferences').value = page.preferences ?? {}
  setUserAgent(userAgent)
  useState('language').value = 'en'
  viewer.isAdmin.value = page.member?.admin ?? false
  viewer.reload.mockClear()
  viewer.signIn.mockClear()
  useNuxtApp().$messages.value = messages.en
}
