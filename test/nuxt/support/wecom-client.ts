import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkAnswers, type WecomSdk } from '~/browser/bridge/load-sdk'

/** What the fake client answers to one API: the native object, or nothing at all. */
export type NativeAnswer = Record<string, unknown> | 'never'

export interface NativeCall {
  name: string
  params: Record<string, unknown>
}

export interface FakeClient {
  /** The calls that reached the native side, oldest first. */
  calls: NativeCall[]
  /** By API; unlisted ones succeed without data. May be changed at any time. */
  answers: Record<string, NativeAnswer | (() => NativeAnswer | Promise<NativeAnswer>)>
  names: () => string[]
}

export const userAgentOf = (version: string) =>
  `Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 Chrome/107.0 Safari/537.36 Language/zh wxwork/${version}`

/** Makes the environment a WeCom client of some version; answers in the phones' dialect (`err_msg` only). */
export function becomeClient(version: string, answers: FakeClient['answers'] = {}): FakeClient {
  setUserAgent(userAgentOf(version))
  const client: FakeClient = { calls: [], answers: { ...answers }, names: () => client.calls.map(({ name }) => name) }
  Object.assign(window, {
    WeixinJSBridge: {
      on() {},
      async invoke(name: string, params: Record<string, unknown>, callback: (answer: object) => void) {
        client.calls.push({ name, params: JSON.parse(JSON.stringify(params)) })
        const answer = client.answers[name]
        const given = await (typeof answer === 'function' ? answer() : answer)
        if (given !== 'never') callback({ err_msg: `${name}:ok`, ...given })
      },
    },
  })
  return client
}

/** Takes the bridge away again. */
export function leaveClient(): void {
  Reflect.deleteProperty(window, 'WeixinJSBridge')
  setUserAgent('Mozilla/5.0 Chrome/140.0')
}

export function setUserAgent(userAgent: string): void {
  Object.defineProperty(navigator, 'userAgent', { configurable: true, get: () => userAgent })
}

let copies = 0

/**
 * The unmodified package, evaluated again: it reads the user agent and looks for the bridge when it is evaluated, and
 * keeps its registration in module variables.
 */
export async function loadFreshSdk(): Promise<WecomSdk> {
  const file = pathToFileURL(resolve('node_modules/@wecom/jssdk/dist/wecom.prod.js'))
  file.search = String(++copies)
  return checkAnswers(await import(/* @vite-ignore */ file.href) as WecomSdk)
}
