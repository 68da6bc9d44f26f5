import { loadConfig, setUpProblems } from '../config/load-config.ts'
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

export { plainConnections, setUpProblems }
export type { AppConfig }
