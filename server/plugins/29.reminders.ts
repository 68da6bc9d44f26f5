import { defineNitroPlugin } from 'nitropack/runtime'
import { useServices } from '../services/services.ts'

/** Sends reminders that are due, and makes those of customers without contact. plugins/05.shut-down.ts stops it. */
export default defineNitroPlugin(() => {
  const { sender, quiet } = useServices().reminders
  sender.start()
  quiet.start()
})
