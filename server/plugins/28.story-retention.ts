import { defineNitroPlugin } from 'nitropack/runtime'
import { useServices } from '../services/services.ts'

/** Deletes old timeline entries and notes each hour. plugins/05.shut-down.ts stops it. */
export default defineNitroPlugin(() => {
  useServices().story.retention.start()
})
