import { defineNitroPlugin } from 'nitropack/runtime'
import { hasCode } from '../errors/app-error.ts'
import { useLog } from '../services/log.ts'
import { useServices } from '../services/services.ts'

/**
 * Migrates the schema at start and opens the audit. Without the database the server starts all the same: few features
 * need it. With a key of the audit that it cannot read, it ends: a second key would split the audit.
 */
export default defineNitroPlugin(() => {
  const { audit } = useServices()
  audit.upkeep.start()
  audit.log.open().catch((error: unknown) => {
    if (hasCode(error, 'audit_key_unreadable')) {
      process.stderr.write(`wecom-sidebar cannot start:\n  - ${(error as Error).message}\n`)
      process.exit(1)
    }
    useLog().error({ error }, 'database not ready yet')
  })
})
