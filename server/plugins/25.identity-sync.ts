import { defineNitroPlugin } from 'nitropack/runtime'
import { useServices } from '../services/services.ts'

/** Starts the scheduled full sync, which runs in one process at a time. plugins/05.shut-down.ts stops it. */
export default defineNitroPlugin(() => {
  useServices().identitySync?.start()
})
