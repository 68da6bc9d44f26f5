import { DRAWN_POLICY } from '#shared/utils/drawn-policy.ts'
import type { WecomEntry } from '../bridge/state'
import { keepClicks } from './kept-click'

/** The server draws a customer for this place only: others show other actions. */
export const DRAWN_ENTRY: WecomEntry = 'single_chat_tools'

/** What Trusted Types have that is used here; TypeScript does not know them yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): { createHTML: (html: string) => string }
}

/** The page's policy lets no other text become elements. A name can be used once. */
let policy: ReturnType<TrustedTypes['createPolicy']> | undefined

function trusted(html: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy(DRAWN_POLICY, { createHTML: text => text })
  return policy?.createHTML(html) ?? html
}

/**
 * Shows what the server has drawn, until the app draws the same.
 *
 * @param html one element around the page
 * @returns shows what was there before
 */
export function showDrawn(html: string): () => void {
  const root = document.getElementById('__nuxt')!
  const before = [...root.childNodes]
  const template = document.createElement('template')
  template.innerHTML = trusted(html)
  root.replaceChildren(...template.content.firstElementChild!.childNodes)
  // Without the app, the page stays unfinished: server/notices/unloaded.ts then says so.
  root.firstElementChild?.setAttribute('aria-busy', 'true')
  keepClicks(root)
  return () => root.replaceChildren(...before)
}
