import { LATER_FILES_ID } from '#shared/utils/later-files.ts'
import { bringIn } from '~/browser/bring-in'

/** How long the page waits for an idle moment, in milliseconds. Safari tells none. */
const PATIENCE = 2_000

/**
 * Fetches the files of dialogs and other lazy parts ahead, once. They then open at once, and offline too.
 *
 * @param isPainted whether what the member waits for is painted; begins with `false`
 */
export function useLaterFiles(isPainted: Readonly<Ref<boolean>>): void {
  let isLeft = false
  onScopeDispose(() => isLeft = true)
  watch(isPainted, () => whenIdle(() => isLeft || bringIn(LATER_FILES_ID)), { once: true })
}

function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(task, { timeout: PATIENCE })
  else setTimeout(task, PATIENCE)
}
