import type { Preferences } from '../types/preferences.ts'
import { LANGUAGES } from './language.ts'
import { THEMES } from './theme.ts'

/** A year. */
export const PREFERENCE_LIFETIME_SECONDS = 31_536_000

/** Everything that can be chosen. */
export const PREFERENCES = ['language', 'theme'] as const satisfies (keyof Preferences)[]

/**
 * The cookie that keeps a choice. `__Host-` makes the browser refuse it from sub-domains and over http; it is not possible
 * on http itself.
 */
export function preferenceCookieName(name: keyof Preferences, isHttps: boolean): string {
  return `${isHttps ? '__Host-' : ''}wecom_${name}`
}

/** @returns what is chosen; whatever is not on our lists is not */
export function preferencesFrom(read: (name: keyof Preferences) => string | undefined): Preferences {
  const [language, theme] = [read('language'), read('theme')]
  return { language: LANGUAGES.find(known => known === language), theme: THEMES.find(known => known === theme) }
}
