import { EARLY_SCRIPT } from '#early-file'
import { APP_SCRIPT_ID } from '#shared/utils/app-script.ts'

/** The script of the app, as Nuxt writes it. */
const APP = /<script\b(?=[^>]*\btype="module")(?=[^>]*\bsrc=)[^>]*><\/script>/
/** A browser compiles such a file as soon as it is there. */
const COMPILED = /\brel="modulepreload"/g

/**
 * Fetches the app's files, but neither compiles nor runs them: that would take the time of the handshake. The first
 * script runs them (browser/early/start-app.ts).
 *
 * @param head as Nuxt writes it
 */
export function startAppLater(head: string): string {
  // The dev server has no first script.
  if (!EARLY_SCRIPT) return head
  return head
    .replace(APP, script => `<template id="${APP_SCRIPT_ID}">${script}</template>`)
    .replace(COMPILED, 'rel="preload"')
}
