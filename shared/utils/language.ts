/** Languages the page speaks, as `<html lang>` names them. */
export const LANGUAGES = ['zh-CN', 'en'] as const

export type Language = typeof LANGUAGES[number]

function languageOf(tag: string | undefined): Language | undefined {
  const primary = tag?.trim().split(/[-_]/)[0]?.toLowerCase()
  return LANGUAGES.find(language => language.split('-')[0] === primary)
}

/**
 * Most deliberate wish first: the URL, the WeCom client's own setting in its user agent, the browser's list.
 *
 * @param query value of `?lang=`
 * @param userAgent may hold `Language/zh`
 * @param acceptLanguage the request header, best language first
 * @returns zh-CN when none of them names a language we have
 */
export function preferredLanguage(query: string, userAgent: string, acceptLanguage: string): Language {
  const wishes = [query, /\bLanguage\/(\w+)/i.exec(userAgent)?.[1], ...acceptLanguage.split(',')]
  for (const wish of wishes) {
    const language = languageOf(wish?.split(';')[0])
    if (language) return language
  }
  return 'zh-CN'
}
