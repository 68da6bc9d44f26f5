import { APP_FILES_ID, APP_SCRIPT_ID } from '#shared/utils/app-script.ts'
import { bringIn } from '../bring-in'
import { styled } from './styled'

/** Has the app's files fetched, once, and after the styles. */
export function fetchApp(): void {
  void whenWhole(() => bringIn(APP_FILES_ID))
}

/** Runs the app, once. */
export function startApp(): void {
  void whenWhole(() => bringIn(APP_SCRIPT_ID))
}

/** The first script may run before the styles, and before the end of the document. */
async function whenWhole(task: () => void): Promise<void> {
  await styled()
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', task, { once: true })
  else task()
}
