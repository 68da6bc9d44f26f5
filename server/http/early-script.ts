import { EARLY_FILES } from '#early-file'
import type { PageContext } from '#shared/types/page.ts'
import { PAGE_CONTEXT_ID } from '#shared/utils/page-context.ts'

/** @returns the page's context as JSON that cannot end its script element */
export function pageContextJson(page: PageContext): string {
  return JSON.stringify(page).replaceAll('<', '\\u003c')
}

/**
 * The page's context, and the script that begins the handshake before the app is loaded.
 *
 * @param context JSON of pageContextJson()
 * @returns HTML for the head
 */
export function earlyScript(context: string, nonce: string): string {
  const data = `<script type="application/json" id="${PAGE_CONTEXT_ID}" nonce="${nonce}">${context}</script>`
  const [script] = EARLY_FILES
  // The dev server has no chunks: there, it begins with the app.
  if (!script) return data
  return `${data}<script type="module" async crossorigin src="${script}" nonce="${nonce}"></script>`
}
