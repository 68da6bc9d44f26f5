import { isIP } from 'node:net'
import * as v from 'valibot'
import { UrlProblem } from './server-url.ts'

/** Schemas of values: each turns the text of one environment variable into the value that the app uses. */

/** Splits at commas, trims the items and drops empty ones. */
export const list = v.pipe(
  v.string(),
  v.transform(text => text.split(',').map(item => item.trim()).filter(Boolean)),
)

function parseUrl(text: string, protocols: string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && protocols.includes(url.protocol) ? url : undefined
}

/** An http(s) origin only: no path, query, fragment or credentials. Normalised as browsers report it. */
export const origin = v.pipe(
  v.string(),
  v.check((text) => {
    const url = parseUrl(text, ['http:', 'https:'])
    return url !== undefined && !url.username && !url.password && url.pathname === '/' && !url.search && !url.hash
  }),
  v.transform(text => new URL(text).origin),
)

/** One or more origins; the first is canonical. */
export const origins = v.pipe(list, v.array(origin), v.minLength(1))

/** Base URL of an upstream. It may have a path (of a reverse proxy), but no query. No trailing slash. */
export const baseUrl = v.pipe(
  v.string(),
  v.check((text) => {
    const url = parseUrl(text, ['http:', 'https:'])
    return url !== undefined && !url.username && !url.password && !url.search && !url.hash
  }),
  v.transform(text => text.replace(/\/+$/, '')),
)

/** An IP address or a CIDR range, but not all addresses: then the client itself would be a trusted proxy. */
export const addressRange = v.pipe(v.string(), v.check((text) => {
  const [address = '', bits, ...rest] = text.split('/')
  const mostBits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  if (rest.length > 0 || mostBits < 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= mostBits)
}))

/** A text that `parse` reads; its `UrlProblem` says what is wrong. */
export const serverUrl = <T>(parse: (text: string) => T) => v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): T => {
    try {
      return parse(dataset.value)
    }
    catch (problem) {
      addIssue({ message: problem instanceof UrlProblem ? problem.message : undefined })
      return NEVER
    }
  }),
)

/** The id of an app in WeChat. */
export const appId = v.pipe(v.string(), v.regex(/^wx[0-9a-z]{16}$/))

/** Our own name for an open-platform account. PostgreSQL stores no NUL. */
export const openPlatformName = v.pipe(v.string(), v.regex(/^[^\p{Cc}\p{Cs}]{1,64}$/u))

/** A list of objects; no two may have the same value in the field `key`. */
export function distinctBy<K extends string, T extends v.GenericSchema<unknown, Record<K, string>>>(key: K, item: T) {
  return v.pipe(v.array(item), v.check(items => new Set(items.map(one => one[key])).size === items.length))
}

/** Parses JSON text, then applies the given schema. */
export function json<T extends v.GenericSchema>(schema: T) {
  return v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
      try {
        return JSON.parse(dataset.value)
      }
      catch {
        addIssue({ message: 'is not JSON' })
        return NEVER
      }
    }),
    schema,
  )
}
