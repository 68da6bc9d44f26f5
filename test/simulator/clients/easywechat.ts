import { CacheInterface, Work, type WorkConfig } from 'node-easywechat'
import type { Simulator } from '../../../simulator/start.ts'
import { AES_KEY, TOKEN } from '../callback/receiver.ts'

/** Keeps the SDK's tokens out of the file system. */
class MemoryCache extends CacheInterface {
  readonly #values = new Map<string, unknown>()
  override get = (key: string) => Promise.resolve(this.#values.get(key))
  override has = (key: string) => Promise.resolve(this.#values.has(key))
  override set = (key: string, data?: unknown) => Promise.resolve(Boolean(this.#values.set(key, data)))
  override delete = (key: string) => Promise.resolve(this.#values.delete(key))
}

/** node-easywechat, unmodified, configured as for WeCom but for the address. */
export function easyWechat(simulator: Simulator): Work {
  const { corpId, agentId, agentSecret } = simulator.appCredentials
  // The types of the SDK leave out what its OAuth reads.
  const config: WorkConfig & { agent_id: string, oauth: object } = {
    corp_id: corpId,
    secret: agentSecret,
    agent_id: agentId,
    oauth: { scopes: ['snsapi_base'], redirect_url: `${simulator.proxyUrl}/callback` },
    token: TOKEN,
    aes_key: AES_KEY,
    http: { baseURL: simulator.url, throw: false },
  }
  const app = new Work(config)
  app.setCache(new MemoryCache())
  return app
}
