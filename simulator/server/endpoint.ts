import type { App } from '../scenarios/scenario.ts'
import type { World } from '../world/world.ts'

/** A file in an upload. */
export interface UploadedFile {
  /** Name of the form's field. */
  field: string
  name: string
  content: Buffer
}

/** An answer that is a file instead of JSON. */
export class FileAnswer {
  readonly name: string
  readonly contentType: string
  readonly content: Buffer

  constructor(name: string, contentType: string, content: Buffer) {
    this.name = name
    this.contentType = contentType
    this.content = content
  }
}

/** A call that has passed the general checks, as the endpoint gets it. */
export interface Call {
  world: World
  query: URLSearchParams
  /** Parsed JSON of a POST; empty otherwise. */
  body: Record<string, unknown>
  /** Of a `multipart/form-data` body. */
  file?: UploadedFile
  /** Owner of the access token. */
  app: App
  callerIp: string
}

/** One path of the server API. */
export interface Endpoint {
  path: string
  /** Doc number on developer.work.weixin.qq.com. */
  doc: number
  /**
   * `customerContact` needs the app in 客户联系 → 可调用接口的应用, `kf` in that of 微信客服, else 48002; `secret` and
   * `none` take no access_token.
   */
  access: 'none' | 'secret' | 'token' | 'customerContact' | 'kf'
  /** Fields WeCom sends, empty, even in error bodies. */
  emptyFields?: Record<string, unknown>
  /** For a token that never existed this endpoint answers the long errmsg; other endpoints answer the short one. */
  hintsBogusToken?: boolean
  /** Fields of the body that are numbers: digits in quotes are taken, with a warning (doc 90313). */
  numbers?: readonly string[]
  /** Such a call does not count for the frequency limits. */
  isUncounted?(call: { world: World, query: URLSearchParams }): boolean
  /** A call is refused with 45035 while another call with the same key has not ended. */
  exclusiveKey?(body: Record<string, unknown>): string
  /**
   * @returns the body besides errcode and errmsg, or a file
   * @throws Refusal
   */
  answer(call: Call): Record<string, unknown> | FileAnswer
}
