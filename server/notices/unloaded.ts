import type { Language } from '#shared/utils/language.ts'
import { MOUNTED_EVENT } from '#shared/utils/mounted-event.ts'
import { escapeHtml } from './escape-html.ts'
import { WORDS } from './words.ts'

/** What the app's code needs, beyond the syntax of the check itself. Web views before Chrome 93 lack some of it. */
const NEEDED = 'Object.hasOwn && [].at && window.AbortController'

/** How long a page may show its skeleton, milliseconds. A document that is cut off stays in that state for ever. */
const PATIENCE_MS = 8_000

const NO_SCRIPT: Record<Language, string> = {
  'zh-CN': '此页面需要 JavaScript，请在浏览器设置中允许后重新加载。',
  'en': 'This page needs JavaScript. Allow it in the browser\'s settings, then reload.',
}

const TOO_OLD: Record<Language, string> = {
  'zh-CN': '企业微信当前版本（VERSION）的网页内核过旧，无法显示侧边栏。',
  'en': 'The web view of your WeCom (VERSION) is too old for the sidebar.',
}

/** Parts of a page for the case that its scripts do not load or cannot run. */
export interface UnloadedParts {
  /** First in the head, so that it also sees scripts that fail early. */
  script: string
  /** HTML before the app: a connection can break after it, and the message is needed then. */
  before: string
}

/**
 * Replaces a skeleton by a message when the app's scripts do not load, or when the web view is too old for them. If
 * they load later, the message is removed.
 */
export function unloadedParts(language: Language, nonce: string): UnloadedParts {
  const { failures: { sdk_load_failed: unloaded }, outdated, failure: { fix } } = WORDS[language]
  return {
    script: [CHECK, WATCH].map(code => `<script nonce="${nonce}">${code}</script>`).join(''),
    before: [
      `<noscript><p class="unloaded">${escapeHtml(NO_SCRIPT[language])}</p></noscript>`,
      templateOf('unloaded', unloaded.title, [unloaded.cause], fix.reload),
      templateOf('too-old', outdated.title, [TOO_OLD[language], outdated.how], fix.reload),
    ].join(''),
  }
}

function templateOf(id: string, title: string, texts: string[], action: string): string {
  const paragraphs = texts.map(text => `<p>${escapeHtml(text)}</p>`).join('')
  return [
    `<template id="${id}"><main class="unloaded">`,
    `<div role="alert"><h1>${escapeHtml(title)}</h1>${paragraphs}</div>`,
    `<button type="button">${action}</button></main></template>`,
  ].join('')
}

/** A web view that does not know this syntax does not run it, so the flag stays unset. */
const CHECK = `{
class Syntax { #known = true; get known() { return this?.#known ?? false } }
let known
known ??= new Syntax().known
window.sidebarRuns = !!(known && ${NEEDED})
}`

/** ES5 only: it has to run in the web views that cannot run the app, from 2016 on. */
export const WATCH = `(function () {
var waiting = true, words
function byId(id) { return document.getElementById(id) }
function onError(event) {
  if (event.target.tagName !== 'SCRIPT') return
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', giveUp)
  else giveUp()
}
function giveUp() {
  if (!waiting || words || !document.querySelector('#__nuxt [aria-busy=true]')) return
  byId('__nuxt').hidden = true
  words = document.importNode(byId(window.sidebarRuns ? 'unloaded' : 'too-old').content, true).firstChild
  words.querySelector('button').onclick = function () { location.reload() }
  var client = /wxwork\\/([\\d.]+)/i.exec(navigator.userAgent)
  var cause = words.querySelector('p')
  cause.textContent = cause.textContent.replace('VERSION', client ? client[1] : '–')
  document.body.appendChild(words)
}
setTimeout(giveUp, ${PATIENCE_MS})
if (!window.sidebarRuns) document.addEventListener('DOMContentLoaded', giveUp)
addEventListener('error', onError, true)
addEventListener('${MOUNTED_EVENT}', function () {
  waiting = false
  removeEventListener('error', onError, true)
  byId('__nuxt').hidden = false
  if (words) words.parentNode.removeChild(words)
})
})()`
