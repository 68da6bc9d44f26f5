/** The themes of the page, as in `<html data-theme>`. */
export const THEMES = ['light', 'dark'] as const

export type Theme = typeof THEMES[number]

/**
 * The theme that the member has set, else the client's. Android clients ignore prefers-color-scheme and name the theme
 * only in the user agent (doc 94555).
 *
 * @param setting what the member has chosen
 * @param userAgent may hold `ColorScheme/Dark`
 * @returns undefined when neither names a theme; then the media query decides
 */
export function preferredTheme(setting: string | undefined, userAgent: string): Theme | undefined {
  const wishes = [setting, /\bColorScheme\/(\w+)/i.exec(userAgent)?.[1]?.toLowerCase()]
  return wishes.flatMap(wish => THEMES.find(theme => theme === wish) ?? [])[0]
}
