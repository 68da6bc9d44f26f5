import type { ListenOptions } from 'node:net'
import { trustExtraCa } from '../config/extra-ca.ts'
import { forwardProxy } from '../config/forward-proxy.ts'
import type { ForwardProxy } from '../config/forward-proxy.ts'
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

/** @throws {ConfigError} */
export function trustOwnCa(): void {
  trustExtraCa(process.env)
}

/**
 * The way of this process to the internet; undefined: none but its own.
 *
 * @throws {ConfigError}
 */
export function useForwardProxy(): ForwardProxy | undefined {
  return forwardProxy(process.env)
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
