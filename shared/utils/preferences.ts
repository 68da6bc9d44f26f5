import type { Preferences } from '../types/preferences.ts'
import { LANGUAGES } from './language.ts'
import { THEMES } from './theme.ts'

/** One year. */
export const PREFERENCE_LIFETIME_SECONDS = 31_536_000

/** The settings that a member can choose. */
export const PREFERENCES = ['language', 'theme'] as const satisfies (keyof Preferences)[]

/**
 * The name of the cookie that stores a choice. With `__Host-`, the browser refuses the cookie from sub-domains and over
 * http; a site on http cannot use it.
 */
export function preferenceCookieName(name: keyof Preferences, isHttps: boolean): string {
  return `${isHttps ? '__Host-' : ''}wecom_${name}`
}

/** @returns the choices; a value that is not in our lists counts as not chosen */
export function preferencesFrom(read: (name: keyof Preferences) => string | undefined): Preferences {
  const [language, theme] = [read('language'), read('theme')]
  return { language: LANGUAGES.find(known => known === language), theme: THEMES.find(known => known === theme) }
}
