import { setResponseHeader } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { contentSecurityPolicy, createCspNonce } from '../http/content-security-policy.ts'
import { pageLanguage } from '../http/page-preferences.ts'
import { unloadedParts } from '../notices/unloaded.ts'

/** Tags that a policy by nonce covers: scripts, inline styles and the preloads of module scripts. */
const COVERED_TAG = /<(script|style|link)\b(?![^>]*\bnonce=)/g

/** Gives each page a policy under which only what Nuxt itself put into it runs, and a way out if that never arrives. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('render:html', (html, { event }) => {
    const nonce = createCspNonce()
    // Only the parts Nuxt assembles from its own manifest and payload: what Vue rendered stays untouched.
    html.head = html.head.map(part => part.replace(COVERED_TAG, `<$1 nonce="${nonce}"`))
    html.bodyAppend = html.bodyAppend.map(part => part.replace(COVERED_TAG, `<$1 nonce="${nonce}"`))
    const { script, before, after } = unloadedParts(pageLanguage(event), nonce)
    html.head.unshift(script)
    html.bodyPrepend.unshift(before)
    html.bodyAppend.unshift(after)
    setResponseHeader(event, 'content-security-policy', contentSecurityPolicy(nonce))
  })
  nitro.hooks.hook('render:response', (response) => {
    delete response.headers?.['x-powered-by']
  })
})
