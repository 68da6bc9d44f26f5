/** The languages of the page, as in `<html lang>`. */
export const LANGUAGES = ['zh-CN', 'en'] as const

export type Language = typeof LANGUAGES[number]

/** The places that can ask for a language, the strongest first. */
export interface LanguageWishes {
  /** Value of `?lang=`. */
  url?: string | null
  /** What the member has chosen. */
  setting?: string
  /** May hold `Language/zh`, the WeCom client's own setting (doc 90315). */
  userAgent?: string
  /** The request header, best language first. */
  acceptLanguage?: string
}

function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.trim().split(/[-_]/)[0]?.toLowerCase()
  return LANGUAGES.find(language => language.split('-')[0] === primary)
}

/** @returns the first language that we have, in the order of {@link LanguageWishes}; without one zh-CN */
export function preferredLanguage({ url, setting, userAgent = '', acceptLanguage = '' }: LanguageWishes): Language {
  const wishes = [url, setting, /\bLanguage\/(\w+)/i.exec(userAgent)?.[1], ...acceptLanguage.split(',')]
  for (const wish of wishes) {
    const language = languageOf(wish?.split(';')[0])
    if (language) return language
  }
  return 'zh-CN'
}
