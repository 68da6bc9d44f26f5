import { APP_FILES_ID, APP_SCRIPT_ID } from '#shared/utils/app-script.ts'
import { bringIn } from '../bring-in'

/** Has the app's files fetched, once. */
export function fetchApp(): void {
  whenWhole(() => bringIn(APP_FILES_ID))
}

/** Runs the app, once. */
export function startApp(): void {
  whenWhole(() => bringIn(APP_SCRIPT_ID))
}

/** The first script may run before the end of the document is there. */
function whenWhole(task: () => void): void {
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', task, { once: true })
  else task()
}
