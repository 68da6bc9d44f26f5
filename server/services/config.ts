import { loadConfig, setUpProblems } from '../config/load-config.ts'
import type { AppConfig } from '../config/load-config.ts'

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

export { setUpProblems }
export type { AppConfig }
