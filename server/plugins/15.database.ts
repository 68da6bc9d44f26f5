import { defineNitroPlugin } from 'nitropack/runtime'
import { useLog } from '../services/log.ts'
import { useServices } from '../services/services.ts'

/** Brings the schema up to date before anybody asks. A database that is away delays only what needs it. */
export default defineNitroPlugin(() => {
  useServices().database.run(async () => {}).catch((error: unknown) => useLog().error({ error }, 'database not ready yet'))
})
