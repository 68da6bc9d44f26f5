import type { App } from '../scenarios/scenario.ts'
import type { World } from '../world/world.ts'

/** What an endpoint sees of a call that passed the checks before it. */
export interface Call {
  world: World
  query: URLSearchParams
  /** Parsed JSON of a POST; empty otherwise. */
  body: Record<string, unknown>
  /** Owner of the access token. */
  app: App
}

/** One path of the server API. */
export interface Endpoint {
  path: string
  /** Doc number on developer.work.weixin.qq.com. */
  doc: number
  /** `customerContact` needs the app in 客户联系 → 可调用接口的应用, else 48002. */
  access: 'secret' | 'token' | 'customerContact'
  /** Fields WeCom sends, empty, even in error bodies. */
  emptyFields?: Record<string, unknown>
  /**
   * @returns the body besides errcode and errmsg
   * @throws Refusal
   */
  answer(call: Call): Record<string, unknown>
}
