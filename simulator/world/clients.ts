import { randomBytes } from 'node:crypto'

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

/** One simulated WeCom client: who is signed in, which build it is, what is open. */
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

/** What one document load has proved so far. A reload starts again with nothing. */
export interface FrameState {
  corp?: VerifiedIdentity
  agent?: VerifiedIdentity
}

/** A verified preVerifyJSAPI or agentConfig; good only for the URL it was signed for. */
export interface VerifiedIdentity {
  url: string
  corpId: string
  timestamp: string
  nonceStr: string
  signature: string
  /** APIs named in the registration. */
  jsApiList: string[]
}

export type NewClient = Omit<Client, 'id' | 'frames'>

export interface Clients {
  create(values: NewClient): Client
  find(id: string): Client | undefined
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
