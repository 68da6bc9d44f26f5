import type { PageContext } from '#shared/types/page'
import { messages } from './messages'

/** Puts the page in front of us as if the server had rendered it so. */
export function servePage(page: Partial<PageContext> = {}, userAgent = ''): void {
  useState('page').value = { corpId: 'ww1', agentId: '1000002', requestId: 'r-page', preferences: {}, ...page }
  useState('preferences').value = page.preferences ?? {}
  useState('user-agent').value = userAgent
  useState('language').value = 'en'
  useNuxtApp().$messages.value = messages.en
}
