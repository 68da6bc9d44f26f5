import { defineNitroPlugin } from 'nitropack/runtime'
import { drawBy } from '../http/draw-customer.ts'

/** Doors may draw customers. The dev server renders pages elsewhere. */
export default defineNitroPlugin((nitro) => {
  if (!import.meta.dev) drawBy(nitro.localFetch)
})
