import { setResponseHeader } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { startAppLater } from '../http/app-script.ts'
import { contentSecurityPolicy, createCspNonce } from '../http/content-security-policy.ts'
import { earlyScript, pageContextJson } from '../http/early-script.ts'
import { laterFilesTemplate, takeLaterFiles } from '../http/later-files.ts'
import { pageLanguage } from '../http/page-preferences.ts'
import { panelOrigins } from '../http/panel-page.ts'
import { pathOf } from '../http/request-context.ts'
import { CONTEXT_PLACE, NONCE_PLACE } from '../http/page-template.ts'
import { unloadedParts } from '../notices/unloaded.ts'

/** Tags that a policy by nonce covers: scripts, inline styles and the preloads of module scripts. */
const COVERED_TAG = /<(script|style|link)\b(?![^>]*\bnonce=)/g

/** Gives each page a policy that only runs Nuxt's own scripts, and a message in case they do not load. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:html', (html, { event }) => {
    const { look, page, drawing } = event.context
    if (drawing) return void (drawing.html = html.body.join(''))
    const nonce = look ? NONCE_PLACE : createCspNonce()
    const context = look ? CONTEXT_PLACE : page && pageContextJson(page)
    // Only the parts that Nuxt makes from its manifest and payload. HTML from Vue must not get a nonce.
    html.head = html.head.map(part => part.replace(COVERED_TAG, `<$1 nonce="${nonce}"`))
    html.bodyAppend = html.bodyAppend.map(part => part.replace(COVERED_TAG, `<$1 nonce="${nonce}"`))
    const later = html.head.map(takeLaterFiles)
    html.head = later.map(({ head }) => head)
    html.bodyAppend.push(laterFilesTemplate(later.flatMap(({ files }) => files)))
    // Other pages draw more than a skeleton, and ask the client nothing.
    if (look) html.head = html.head.map(startAppLater)
    const { script, before } = unloadedParts(pageLanguage(event), nonce)
    html.head.unshift(script, context ? earlyScript(context, nonce) : '')
    html.bodyPrepend.unshift(before)
    setResponseHeader(event, 'content-security-policy', contentSecurityPolicy(nonce, panelOrigins(pathOf(event))))
  })
  nitro.hooks.hook('render:response', (response) => {
    delete response.headers?.['x-powered-by']
  })
})
