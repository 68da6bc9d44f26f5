import { setResponseHeaders } from 'h3'
import type { H3Event } from 'h3'
import { useNitroApp } from 'nitropack/runtime'
import { STYLE_SHEET } from '#style-sheet'
import type { PageContext } from '#shared/types/page.ts'
import { contentSecurityPolicy, createCspNonce } from './content-security-policy.ts'
import { panelOrigins } from './panel-page.ts'
import { pageContextJson } from './early-script.ts'
import { inlineStyles } from './inline-styles.ts'
import { lookOf } from './page-look.ts'
import type { PageLook } from './page-look.ts'
import { createPageTemplates, NONCE_PLACE } from './page-template.ts'

/** Any client that waits. The look has its language and theme already. */
const USER_AGENT = 'wxwork/4.1.36'

const templates = createPageTemplates(render)

/**
 * A page that waits for the client differs from others of its look in the nonce and the context only, so it is rendered
 * once: rendering costs more than all else that such a page needs.
 *
 * @returns its HTML; undefined when the page has to be rendered
 */
export async function fromTemplate(event: H3Event, page: PageContext): Promise<string | undefined> {
  const look = import.meta.dev ? undefined : lookOf(event)
  if (!look) return
  const template = await templates.of(look)
  const nonce = createCspNonce()
  setResponseHeaders(event, {
    'content-type': 'text/html;charset=utf-8',
    'content-security-policy': contentSecurityPolicy(nonce, panelOrigins('/')),
  })
  return template.fill(nonce, pageContextJson(page))
}

/** Renders without the request that asks, so that nothing of its member can come into the template. */
async function render(look: PageLook): Promise<string> {
  const answer = await useNitroApp().localFetch('/', {
    headers: { 'user-agent': USER_AGENT },
    context: { _platform: { look } },
  })
  if (!answer.ok) throw new Error(`The page was rendered with status ${answer.status}`)
  return inlineStyles(await answer.text(), STYLE_SHEET, NONCE_PLACE)
}
