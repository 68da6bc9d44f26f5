/** Where a request goes: always to the app, even if the request line names another host. */
export interface Target {
  hostname: string
  port: string
  /** Exactly as the browser sent it. */
  path: string
}

/**
 * The path is not resolved against the app's address: `//host/` and `http://host/` would lead to another machine.
 *
 * @returns undefined for a request line without a path (absolute form, `*`)
 */
export function targetOf(appUrl: URL, requestUrl: string | undefined): Target | undefined {
  if (!requestUrl?.startsWith('/')) return undefined
  return { hostname: appUrl.hostname.replace(/^\[|\]$/g, ''), port: appUrl.port, path: requestUrl }
}
