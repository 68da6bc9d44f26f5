const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * Making a format takes some milliseconds, and a page shows many dates.
 *
 * @param locale a language tag of BCP 47
 * @param timeStyle absent: only the date
 * @returns the format, made once
 */
export function dateFormat(locale: string, timeStyle?: 'short'): Intl.DateTimeFormat {
  const key = `${locale} ${timeStyle}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle })
  formats.set(key, format)
  return format
}
