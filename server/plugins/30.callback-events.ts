import { defineNitroPlugin } from 'nitropack/runtime'
import { useServices } from '../services/services.ts'

/** Works on events of WeCom that other processes have left. plugins/05.shut-down.ts stops it. */
export default defineNitroPlugin(() => {
  useServices().callbackEvents.start()
})
