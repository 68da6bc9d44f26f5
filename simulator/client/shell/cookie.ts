/// <reference lib="dom" />

// CLIENT_COOKIE of oauth/client-cookie.ts, a module that is not served to the browser. A test compares the two.
const NAME = 'wecom_simulator_client'
// WECHAT_CLIENT_COOKIE of the same module.
const WECHAT_NAME = 'wechat_simulator_client'

/** Id of the client that this browser is. */
export function readClientCookie(): string | undefined {
  return document.cookie.split('; ').find(pair => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1)
}

/** @param id absent: this is an ordinary browser, not a client */
export function writeClientCookie(id: string | undefined): void {
  write(NAME, id)
}

/** The same for WeChat. */
export function writeWechatClientCookie(id: string | undefined): void {
  write(WECHAT_NAME, id)
}

function write(name: string, id: string | undefined): void {
  document.cookie = `${name}=${id ?? ''}; path=/; samesite=lax${id === undefined ? '; max-age=0' : ''}`
}
