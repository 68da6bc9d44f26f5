import * as v from 'valibot'

/** https, without a name and password that disguise the host. */
export const httpsUrl = v.pipe(
  v.string(), v.maxLength(2_048), v.regex(/^https:\/\/[\w.[\]:-]+(?:[/?#][\x21-\x7E]*)?$/),
  v.check(text => URL.canParse(text), 'a valid URL'),
)

/** ISO 8601 with a time zone. */
export const moment = v.pipe(v.string(), v.isoTimestamp())
