import { defineNitroPlugin } from 'nitropack/runtime'
import { useServices } from '../services/services.ts'

/** Learns what other processes change, so that copies here are outdated for a second at most. */
export default defineNitroPlugin(() => {
  useServices().changes.start()
})
