import type { ListenOptions } from 'node:net'
import { ConfigError } from './load-config.ts'
import type { Environment } from './load-config.ts'

/**
 * Where the server listens. All addresses, Node's default, would offer http beside the proxy.
 *
 * @throws {ConfigError}
 */
export function listenAddress({
  NITRO_UNIX_SOCKET: path, NITRO_HOST, HOST, NITRO_PORT, PORT,
}: Environment): ListenOptions {
  if (path) return { path }
  const port = NITRO_PORT || PORT || '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new ConfigError(['PORT is wrong: it must be a number from 0 to 65535.'])
  }
  return { host: NITRO_HOST || HOST || '127.0.0.1', port: Number(port) }
}
