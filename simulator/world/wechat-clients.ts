import { randomBytes } from 'node:crypto'

/** A browser inside WeChat, of one person. */
export interface WechatClient {
  id: string
  /** external_userid. */
  personId: string
  /** The person has come from the menu of the official account. */
  isFromMenu: boolean
  /** The page is shown in the snapshot mode (快照页). */
  isSnapshot: boolean
}

export interface WechatClients {
  create(values: Omit<WechatClient, 'id'>): WechatClient
  find(id: string): WechatClient | undefined
  clear(): void
}

export function createWechatClients(): WechatClients {
  const clients = new Map<string, WechatClient>()
  return {
    create(values) {
      const client = { ...values, id: randomBytes(8).toString('hex') }
      clients.set(client.id, client)
      return client
    },
    find: id => clients.get(id),
    clear: () => clients.clear(),
  }
}
