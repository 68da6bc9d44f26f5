import { setImmediate as turn } from 'node:timers/promises'
import { CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import type { NewClient } from '../../../simulator/world/clients.ts'
import type { Simulator } from '../../../simulator/start.ts'

/** Simulator and app behind one public address. The app is one process or many. */
export interface Site {
  simulator: Simulator
  url: string
}

/** A WeCom webview without a screen: only cookies and redirects. The host is localhost, so ports share cookies. */
export interface Webview {
  /** fetch without following redirects. Paths are relative to the app. */
  get: (path: string, init?: RequestInit) => Promise<Response>
  /** Follows redirects like a browser. @returns the last answer and every URL on the way */
  open: (path: string) => Promise<{ response: Response, visited: string[] }>
  cookies: Map<string, string>
}

/**
 * Lets the event loop process idle connections that were closed while it was busy, so that no request uses one of them:
 * first the timers of our server run, then its sockets end, then our sockets learn of it.
 */
async function noticeClosedConnections() {
  for (let turns = 0; turns < 3; turns++) await turn()
}

/** @param jar cookies to start with */
export function createWebview(site: Site, jar: Iterable<[string, string]> = []): Webview {
  const cookies = new Map(jar)

  async function get(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (!headers.has('cookie')) {
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    }
    await noticeClosedConnections()
    const response = await fetch(new URL(path, site.url), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (/max-age=0/i.test(line)) cookies.delete(name!)
      else cookies.set(name!, value!)
    }
    return response
  }

  return {
    get,
    cookies,
    async open(path) {
      const visited = [new URL(path, site.url).href]
      let response = await get(path)
      while (response.headers.has('location') && visited.length < 20) {
        visited.push(new URL(response.headers.get('location')!, visited.at(-1)).href)
        response = await get(visited.at(-1)!)
      }
      return { response, visited }
    },
  }
}

/** A webview inside a simulated WeCom client, by default the scenario's first member on Windows. */
export function openWecom(site: Site, client: Partial<NewClient> = {}): Webview {
  const { id } = site.simulator.world.clients.create({
    userId: 'linxiaotong',
    version: '5.0.11',
    platform: 'windows',
    dialect: 'desktop',
    theme: 'light',
    language: 'zh',
    ...client,
  })
  return createWebview(site, [[CLIENT_COOKIE, id]])
}

/** The same, signed in. @throws when the sign-in does not end on the page */
export async function signIn(site: Site, client: Partial<NewClient> = {}): Promise<Webview> {
  const webview = openWecom(site, client)
  const { response, visited } = await webview.open('/')
  if (response.status !== 200 || visited.at(-1) !== `${site.url}/`) {
    throw new Error(`Sign-in ended with ${response.status} after ${visited.length} steps`)
  }
  return webview
}
