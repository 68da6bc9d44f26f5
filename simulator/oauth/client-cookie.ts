/** Names the simulated client that a browser profile is; absent in an ordinary browser. */
export const CLIENT_COOKIE = 'wecom_simulator_client'
/** The same for WeChat. */
export const WECHAT_CLIENT_COOKIE = 'wechat_simulator_client'

/** Id of the simulated client. @param header a `Cookie` request header */
export function readClientId(header: string | undefined, cookie = CLIENT_COOKIE): string | undefined {
  return cookiePairs(header).find(([name]) => name === cookie)?.[1]
}

/** The header without these cookies: the app under test must not see them. */
export function withoutClientCookie(header: string): string {
  return cookiePairs(header)
    .filter(([name]) => ![CLIENT_COOKIE, WECHAT_CLIENT_COOKIE].includes(name))
    .map(([name, value]) => value === undefined ? name : `${name}=${value}`)
    .join('; ')
}

/** Names and values of a `Cookie` header; the value is absent when the pair has no `=`. */
export function cookiePairs(header: string | undefined): [name: string, value: string | undefined][] {
  return (header ?? '').split(';').map(pair => pair.trim()).filter(Boolean).map((pair) => {
    const equals = pair.indexOf('=')
    return equals < 0 ? [pair, undefined] : [pair.slice(0, equals), pair.slice(equals + 1)]
  })
}
