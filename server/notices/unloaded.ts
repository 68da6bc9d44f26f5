import type { Language } from '#shared/utils/language.ts'
import { escapeHtml } from './escape-html.ts'
import { WORDS } from './words.ts'

/** Event of the app after it has mounted; plugins/mounted.client.ts sends it. */
const MOUNTED = 'sidebar:mounted'

/** How long a page may show its skeleton, milliseconds. */
const PATIENCE_MS = 8_000

const NO_SCRIPT: Record<Language, string> = {
  'zh-CN': '此页面需要 JavaScript，请在浏览器设置里允许后重新加载。',
  'en': 'This page needs JavaScript. Allow it in the browser\'s settings, then reload.',
}

/** Parts of a page for the case that its scripts do not load. */
export interface UnloadedParts {
  /** First in the head, so that it also sees scripts that fail early. */
  script: string
  /** HTML before the app. */
  before: string
  /** HTML after the app. */
  after: string
}

/**
 * Replaces a skeleton by a message when the app's scripts do not load. If they load later, the message is removed.
 */
export function unloadedParts(language: Language, nonce: string): UnloadedParts {
  const { failures: { sdk_load_failed: { title, cause } }, failure } = WORDS[language]
  return {
    script: `<script nonce="${nonce}">${SCRIPT}</script>`,
    before: `<noscript><p class="unloaded">${escapeHtml(NO_SCRIPT[language])}</p></noscript>`,
    after: [
      '<template id="unloaded"><main class="unloaded">',
      `<div role="alert"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(cause)}</p></div>`,
      `<button type="button">${failure.fix.reload}</button></main></template>`,
    ].join(''),
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
