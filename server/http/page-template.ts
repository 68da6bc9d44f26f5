import { randomUUID } from 'node:crypto'
import type { PageLook } from './page-look.ts'

/** Stand in a template for what each page has of its own. */
export const NONCE_PLACE = `nonce-${randomUUID()}`
export const CONTEXT_PLACE = `context-${randomUUID()}`

/** A page of one look, without what belongs to one request. */
export interface PageTemplate {
  /**
   * @param nonce of the page's policy
   * @param context JSON of the page's context, safe inside a script element
   * @returns the page's HTML
   */
  fill(nonce: string, context: string): string
}

/** @param html a page with the two places in it */
export function pageTemplate(html: string): PageTemplate {
  const [before = [], after = []] = html.split(CONTEXT_PLACE).map(half => half.split(NONCE_PLACE))
  return { fill: (nonce, context) => before.join(nonce) + context + after.join(nonce) }
}

/** The templates of a process: one for each look, rendered when the first page needs it. */
export interface PageTemplates {
  /** @throws what the rendering throws; the next page renders again */
  of(look: PageLook): Promise<PageTemplate>
}

/** @param render @returns the HTML of a page with this look and with both places; it knows nothing about a member */
export function createPageTemplates(render: (look: PageLook) => Promise<string>): PageTemplates {
  const templates = new Map<string, Promise<PageTemplate>>()
  return {
    of(look) {
      const key = `${look.language} ${look.theme}`
      const known = templates.get(key) ?? render(look).then(pageTemplate)
      templates.set(key, known)
      known.catch(() => templates.delete(key))
      return known
    },
  }
}
