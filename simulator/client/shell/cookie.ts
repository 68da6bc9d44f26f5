/// <reference lib="dom" />

// CLIENT_COOKIE of oauth/client-cookie.ts, a module that is not served to the browser. A test compares the two.
const NAME = 'wecom_simulator_client'

export function readClientCookie(): string | undefined {
  return document.cookie.split('; ').find(pair => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1)
}

/** @param id absent: this browser is no client, but an ordinary browser */
export function writeClientCookie(id: string | undefined): void {
  document.cookie = `${NAME}=${id ?? ''}; path=/; samesite=lax${id === undefined ? '; max-age=0' : ''}`
}
