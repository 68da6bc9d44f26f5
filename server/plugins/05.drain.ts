import { setResponseHeader } from 'h3'
import { defineNitroPlugin } from 'nitropack/runtime'
import { useConfig } from '../services/config.ts'
import { installDrain, isDraining } from '../services/drain.ts'
import { useServices } from '../services/services.ts'
import { shutDown } from '../services/shut-down.ts'

/** Shuts down without losing a request. */
export default defineNitroPlugin((nitro) => {
  if (!import.meta.dev) installDrain(useConfig().drainSeconds * 1_000)
  nitro.hooks.hook('request', (event) => {
    // The next request on a connection that stays open would be lost.
    if (isDraining()) setResponseHeader(event, 'connection', 'close')
  })
  nitro.hooks.hook('close', () => shutDown(useServices()))
})
