import { EARLY_FILES } from '#early-file'
import { APP_FILES_ID, APP_SCRIPT_ID } from '#shared/utils/app-script.ts'

/** The script of the app, as Nuxt writes it. */
const APP = /<script\b(?=[^>]*\btype="module")(?=[^>]*\bsrc=)[^>]*><\/script>/
/** Its files. A browser compiles such a file as soon as it is there. */
const FILES = /<link\b[^>]*\brel="modulepreload"[^>]*>/g

/**
 * Leaves the network and the processor to the styles and to the first script. That script has the app's files fetched,
 * and runs the app when the customer is painted (browser/early/start-app.ts).
 *
 * @param head as Nuxt writes it
 */
export function startAppLater(head: string): string {
  // The dev server has no first script.
  if (EARLY_FILES.length === 0) return head
  const isEarly = (link: string) => EARLY_FILES.some(path => link.includes(`"${path}"`))
  const files = (head.match(FILES) ?? []).filter(link => !isEarly(link))
    .map(link => link.replace('modulepreload', 'preload')).join('')
  return head
    .replace(FILES, link => isEarly(link) ? link : '')
    .replace(APP, script => `${templateOf(APP_FILES_ID, files)}${templateOf(APP_SCRIPT_ID, script)}`)
}

/** Nothing in a template is fetched or runs. */
function templateOf(id: string, html: string): string {
  return `<template id="${id}">${html}</template>`
}
