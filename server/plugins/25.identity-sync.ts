import { defineNitroPlugin } from 'nitropack/runtime'
import { useServices } from '../services/services.ts'

/** Asks WeCom for every customer now and then, in one process of all. Ends with the drain, before the database closes. */
export default defineNitroPlugin(() => {
  useServices().identitySync?.start()
})
