import { defineNitroPlugin } from 'nitropack/runtime'
import { useLog } from '../services/log.ts'
import { useServices } from '../services/services.ts'

/** Migrates the schema at start. Without the database the server starts all the same: few features need it. */
export default defineNitroPlugin(() => {
  useServices().database.run(async () => {})
    .catch((error: unknown) => useLog().error({ error }, 'database not ready yet'))
})
