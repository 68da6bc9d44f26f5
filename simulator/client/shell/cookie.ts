/// <reference lib="dom" />

// Shared by every port of the host: the proxy and the sign-in pages read it too.
const NAME = 'wecom_simulator_client'

export function readClientCookie(): string | undefined {
  return document.cookie.split('; ').find(pair => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1)
}

/** @param id absent: this browser is no client, but an ordinary browser */
export function writeClientCookie(id: string | undefined): void {
  document.cookie = `${NAME}=${id ?? ''}; path=/; samesite=lax${id === undefined ? '; max-age=0' : ''}`
}
