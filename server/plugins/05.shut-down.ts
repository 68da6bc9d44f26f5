import { defineNitroPlugin } from 'nitropack/runtime'
import { useServices } from '../services/services.ts'
import { shutDown } from '../services/shut-down.ts'

/** Finishes the work in the background before the process ends. */
export default defineNitroPlugin((nitro) => {
  nitro.hooks.hook('close', () => shutDown(useServices()))
})
