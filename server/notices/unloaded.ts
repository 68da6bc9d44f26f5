import type { Language } from '#shared/utils/language.ts'
import { escapeHtml } from './escape-html.ts'
import { WORDS } from './words.ts'

/** The app tells by this event that it has taken the page over; plugins/mounted.client.ts sends it. */
const MOUNTED = 'sidebar:mounted'

/** So long a page may look as if it were loading, milliseconds. */
const PATIENCE_MS = 8_000

const NO_SCRIPT: Record<Language, string> = {
  'zh-CN': '此页面需要 JavaScript，请在浏览器设置里允许后重新加载。',
  'en': 'This page needs JavaScript. Allow it in the browser\'s settings, then reload.',
}

/** Parts of a page for the case that its own code never arrives. */
export interface UnloadedParts {
  /** Before everything else in the head: a script that fails early must be noticed too. */
  script: string
  /** Around the app. */
  before: string
  after: string
}

/**
 * A skeleton that no code ever fills would shimmer for ever. What it is replaced by goes away again if the code arrives
 * after all.
 */
export function unloadedParts(language: Language, nonce: string): UnloadedParts {
  const { failures: { sdk_load_failed: { title, cause } }, failure } = WORDS[language]
  return {
    script: `<script nonce="${nonce}">${SCRIPT}</script>`,
    before: `<noscript><p class="unloaded">${escapeHtml(NO_SCRIPT[language])}</p></noscript>`,
    after: `<template id="unloaded"><main class="unloaded"><div role="alert"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(cause)}</p></div><button type="button">${failure.fix.reload}</button></main></template>`,
  }
}

const SCRIPT = `{
const byId = id => document.getElementById(id)
const giveUp = () => {
  if (document.readyState === 'loading') return document.addEventListener('DOMContentLoaded', giveUp, { once: true })
  if (!waiting || words || !document.querySelector('#__nuxt [aria-busy=true]')) return
  byId('__nuxt').hidden = true
  words = document.importNode(byId('unloaded').content, true).firstChild
  words.querySelector('button').onclick = () => location.reload()
  document.body.append(words)
}
const onError = ({ target }) => target instanceof HTMLScriptElement && giveUp()
let waiting = true, words
const timer = setTimeout(giveUp, ${PATIENCE_MS})
addEventListener('error', onError, true)
addEventListener('${MOUNTED}', () => {
  waiting = false
  clearTimeout(timer)
  removeEventListener('error', onError, true)
  byId('__nuxt').hidden = false
  words?.remove()
}, { once: true })
}`
