import { defineNitroPlugin, useRuntimeConfig } from 'nitropack/runtime'
import { hasCode } from '../errors/app-error.ts'
import { useServices } from '../services/services.ts'

/** Tells the processes on the same store that this one is there, once it is clear that it stays (15.database.ts). */
export default defineNitroPlugin((nitro) => {
  const { audit, doctor } = useServices()
  const build = String(useRuntimeConfig().app.buildId ?? '')
  const report = (ended?: true) => doctor.reportAlive(build, ended).catch(() => {})
  const timer = setInterval(() => void report(), doctor.reportEveryMs).unref()
  audit.log.open().then(() => report(), (error: unknown) => {
    if (!hasCode(error, 'audit_key_unreadable')) void report()
  })
  nitro.hooks.hookOnce('close', async () => {
    clearInterval(timer)
    await report(true)
  })
})
