import type { PageContext } from '#shared/types/page.ts'
import { PAGE_CONTEXT_ID } from '#shared/utils/page-context.ts'

/** @returns what the server knew when it rendered the page; undefined on the error page */
export function readPageContext(): PageContext | undefined {
  const text = document.getElementById(PAGE_CONTEXT_ID)?.textContent
  return text ? JSON.parse(text) as PageContext : undefined
}
