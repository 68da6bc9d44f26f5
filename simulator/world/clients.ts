import { randomBytes } from 'node:crypto'

/** Operating systems with a WeCom client. */
export const platforms = ['windows', 'mac', 'ios', 'android'] as const
export type Platform = typeof platforms[number]

/** How native answers are written: desktop has `errMsg`; phones have only `err_msg`, with `fail_` before a failure. */
export type Dialect = 'desktop' | 'phone'

/** From where the page was opened (doc 94315). */
export const entries = [
  'normal', 'contact_profile', 'single_chat_tools', 'group_chat_tools', 'chat_attachment', 'single_kf_tools',
  'chain_single_chat_tools', 'chain_group_chat_tools', 'internal_group_chat_board',
] as const
export type Entry = typeof entries[number]

/** One simulated WeCom client: its member, its build, its open conversation. */
export interface Client {
  id: string
  userId: string
  /** For example `5.0.11`. */
  version: string
  platform: Platform
  dialect: Dialect
  theme: 'light' | 'dark'
  language: 'zh' | 'en'
  /** The open conversation; absent: the workbench. */
  chatId?: string
  /** Overrides the entry that follows from the open conversation. */
  entry?: Entry
  /** Verified state of each loaded document, newest last. */
  frames: Map<string, FrameState>
}

/** What one loaded document has verified so far. After a reload nothing is verified. */
export interface FrameState {
  corp?: VerifiedIdentity
  agent?: VerifiedIdentity
}

/** A verified preVerifyJSAPI or agentConfig. It is valid only for the URL that was signed. */
export interface VerifiedIdentity {
  url: string
  corpId: string
  timestamp: string
  nonceStr: string
  signature: string
  /** The APIs that the registration names. */
  jsApiList: string[]
}

export type NewClient = Omit<Client, 'id' | 'frames'>

export interface Clients {
  create(values: NewClient): Client
  find(id: string): Client | undefined
  all(): Client[]
  frame(client: Client, frameId: string): FrameState
  clear(): void
}

const FRAMES_KEPT = 20

export function createClients(): Clients {
  const clients = new Map<string, Client>()
  return {
    create(values) {
      const client = { ...values, id: randomBytes(8).toString('hex'), frames: new Map<string, FrameState>() }
      clients.set(client.id, client)
      return client
    },
    find: id => clients.get(id),
    all: () => [...clients.values()],
    frame(client, frameId) {
      const frame = client.frames.get(frameId) ?? {}
      client.frames.set(frameId, frame)
      const oldest = client.frames.keys().next().value
      if (client.frames.size > FRAMES_KEPT && oldest !== undefined) client.frames.delete(oldest)
      return frame
    },
    clear: () => clients.clear(),
  }
}
