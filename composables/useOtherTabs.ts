import { useBroadcastChannel } from '@vueuse/core'
import { usePageContext } from './usePageContext'
import { useReload } from './useReload'

/** Between the pages of one browser: the userid of the member that a page was opened for; empty without a session. */
const CHANNEL = 'member'

/**
 * The pages of a browser share one session. Each says when it is opened who is signed in. A page of another member, or
 * of one who has signed out since, must not show that member's data any longer: it is loaded again.
 *
 * @returns whether this page has to end
 */
export function useOtherTabs(): Readonly<Ref<boolean>> {
  const page = usePageContext()
  const { reload } = useReload()
  const { data: signedIn, post } = useBroadcastChannel<string, string>({ name: CHANNEL })
  const hasToEnd = shallowRef(false)
  const member = page.value?.member?.userId ?? ''

  onMounted(() => post(member))
  watch(signedIn, (other) => {
    if (hasToEnd.value || other === member) return
    hasToEnd.value = true
    void reload()
  }, { flush: 'sync' })
  return readonly(hasToEnd)
}
