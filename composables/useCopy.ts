import { wecomVersionOf } from '#shared/utils/client-version.ts'
import { withDeadline } from '~/browser/bridge/deadline'
import { loadWecomSdk } from '~/browser/bridge/load-sdk'

/** The client answers at once or never; browsers forget the click that allows copying after a few seconds. */
const CLIENT_DEADLINE = 1_000

export interface UseCopyReturn {
  /** The outcome of the last copy; `idle` again after two seconds. */
  outcome: Readonly<Ref<'idle' | 'copied' | 'failed'>>
  copy: (text: string) => Promise<void>
}

async function byClient(text: string): Promise<boolean> {
  if (!wecomVersionOf(navigator.userAgent)) return false
  const sdk = await loadWecomSdk()
  await withDeadline(sdk.setClipboardData({ data: text }), CLIENT_DEADLINE)
  return true
}

async function byBrowser(text: string): Promise<boolean> {
  if (!navigator.clipboard) return false
  await navigator.clipboard.writeText(text)
  return true
}

/** The only way in web views without the asynchronous clipboard. */
function bySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.className = 'visually-hidden'
  area.value = text
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return copied
}

/** Copies by the first way that works: the WeCom client, the browser, a selection. */
export function useCopy(): UseCopyReturn {
  const outcome = shallowRef<'idle' | 'copied' | 'failed'>('idle')
  let forget: ReturnType<typeof setTimeout> | undefined

  async function copy(text: string): Promise<void> {
    let copied = false
    for (const way of [byClient, byBrowser, bySelection]) {
      try {
        copied = await way(text)
      }
      catch {
        // Refused, timed out or missing: try the next way.
      }
      if (copied) break
    }
    outcome.value = copied ? 'copied' : 'failed'
    clearTimeout(forget)
    forget = setTimeout(() => outcome.value = 'idle', 2_000)
  }

  onScopeDispose(() => clearTimeout(forget))
  return { outcome: readonly(outcome), copy }
}
