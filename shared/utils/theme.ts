/** Themes of the page, as `<html data-theme>` names them. */
export const THEMES = ['light', 'dark'] as const

export type Theme = typeof THEMES[number]

/**
 * Most deliberate wish first: what the member has set, then the client. Android clients ignore prefers-color-scheme and
 * tell the theme in the user agent only (doc 94555).
 *
 * @param setting what the member has chosen
 * @param userAgent may hold `ColorScheme/Dark`
 * @returns undefined where nobody says anything and the media query decides
 */
export function preferredTheme(setting: string | undefined, userAgent: string): Theme | undefined {
  const wishes = [setting, /\bColorScheme\/(\w+)/i.exec(userAgent)?.[1]?.toLowerCase()]
  return wishes.flatMap(wish => THEMES.find(theme => theme === wish) ?? [])[0]
}
