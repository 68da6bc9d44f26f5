import { defineNitroPlugin } from 'nitropack/runtime'
import { ConfigError, useConfig } from '../utils/config'
import type { AppConfig } from '../utils/config'
import { useLog } from '../utils/log'
import { useServices } from '../utils/services'

/**
 * Stops the boot on a wrong configuration, synchronously: an async plugin that throws only logs, and the server would go
 * on answering with errors.
 */
export default defineNitroPlugin(() => {
  try {
    useServices()
    warnOfUnused(useConfig())
  }
  catch (error) {
    const lines = error instanceof ConfigError
      ? error.problems
      : ['NUXT_DATA_DIR must name a folder this process may create and write (the SQLite store could not be opened there).']
    process.stderr.write(`wecom-sidebar cannot start:\n${lines.map(line => `  - ${line}\n`).join('')}`)
    process.exit(1)
  }
})

/** Checked, but not used by this version: an admin who set it would wait for something that does not come. */
function warnOfUnused({ trustedProxies }: AppConfig) {
  if (trustedProxies.length) useLog().warn({ variable: 'NUXT_TRUSTED_PROXIES' }, 'set, but not used by this version yet')
}
