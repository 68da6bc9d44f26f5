import { defineNitroPlugin } from 'nitropack/runtime'
import { useConfig } from '../services/config.ts'
import { useServices } from '../services/services.ts'

const RETRY_MS = 250

/**
 * Begins to remember signed requests at the start, or as soon as the store is there: what was signed before that is
 * refused, so the first request would be.
 */
export default defineNitroPlugin(() => {
  const begin = () => useServices().beginToRememberRequests().catch(() => void setTimeout(begin, RETRY_MS).unref())
  if (useConfig().apiKeys.length > 0) void begin()
})
