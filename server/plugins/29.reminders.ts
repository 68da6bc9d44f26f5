import { defineNitroPlugin } from 'nitropack/runtime'
import { useServices } from '../services/services.ts'

/** Sends reminders when they are due. plugins/05.shut-down.ts stops it. */
export default defineNitroPlugin(() => {
  useServices().reminders.sender.start()
})
