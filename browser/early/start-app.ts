import { APP_SCRIPT_ID } from '#shared/utils/app-script.ts'
import { bringIn } from '../bring-in'

/** Runs the app, once. It needs the whole document. */
export function startApp(): void {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', startApp, { once: true })
  else bringIn(APP_SCRIPT_ID)
}
