import { EARLY_SCRIPT } from '#early-file'
import type { PageContext } from '#shared/types/page.ts'
import { PAGE_CONTEXT_ID } from '#shared/utils/page-context.ts'

/**
 * The page's context, and the script that begins the handshake before the app is loaded.
 *
 * @param page undefined on the error page
 * @returns HTML for the head
 */
export function earlyScript(page: PageContext | undefined, nonce: string): string {
  if (!page) return ''
  // `<` could end the element.
  const json = JSON.stringify(page).replaceAll('<', '\\u003c')
  const context = `<script type="application/json" id="${PAGE_CONTEXT_ID}" nonce="${nonce}">${json}</script>`
  // The dev server has no chunks: there, it begins with the app.
  if (!EARLY_SCRIPT) return context
  return `${context}<script type="module" async crossorigin src="${EARLY_SCRIPT}" nonce="${nonce}"></script>`
}
