import { defineNitroPlugin } from 'nitropack/runtime'
import { useConfig } from '../services/config.ts'
import { useLog } from '../services/log.ts'
import { useServices } from '../services/services.ts'

/** The site answers only when the server listens. */
const AFTER_START_MS = 3_000

/**
 * Checks the set-up once after the start, and logs a line for each check that has failed: before anyone can sign in,
 * the advice stands nowhere else. A site on this machine is a trial, and needs none.
 */
export default defineNitroPlugin((nitro) => {
  if (useConfig().siteOrigins.every(origin => origin.startsWith('http:'))) return
  const timer = setTimeout(() => void examine().catch(() => {}), AFTER_START_MS).unref()
  nitro.hooks.hookOnce('close', async () => clearTimeout(timer))
})

async function examine(): Promise<void> {
  const { checks } = await useServices().doctor.first('en')
  for (const { id, status, cause, evidence, fix, where } of checks) {
    if (status === 'fail') useLog().error({ check: id, evidence, fix, where }, `doctor: ${cause ?? ''}`)
  }
}
