import type { ListenOptions } from 'node:net'
import { listenAddress } from '../config/listen-address.ts'
import { loadConfig } from '../config/load-config.ts'
import type { AppConfig } from '../config/load-config.ts'
import { plainConnections } from '../config/plain-http.ts'

let config: AppConfig | undefined

/**
 * The configuration of this process, read and checked once.
 *
 * @throws {ConfigError}
 */
export function useConfig(): AppConfig {
  config ??= loadConfig(process.env)
  return config
}

/**
 * Where this process listens.
 *
 * @throws {ConfigError}
 */
export function useListenAddress(): ListenOptions {
  return listenAddress(process.env)
}

export { plainConnections }
export type { AppConfig }
