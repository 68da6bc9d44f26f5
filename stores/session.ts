import { useApi } from '~/composables/useApi'
import { usePageContext } from '~/composables/usePageContext'
import { useReload } from '~/composables/useReload'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useDraftsStore } from '~/stores/drafts'

/** The signed-in member. */
export const useSessionStore = defineStore('session', () => {
  const page = usePageContext()
  const api = useApi()
  const drafts = useDraftsStore()
  const unsaved = useUnsavedWork()
  const { reload } = useReload()

  const member = computed(() => page.value?.member)
  const isAdmin = computed(() => member.value?.admin ?? false)

  /** Whether the member has to say that unsaved text may go. */
  const isAsking = shallowRef(false)

  /** Signs out, after a question while there is unsaved text. */
  async function askToSignOut(): Promise<void> {
    if (drafts.mayExist() || unsaved.exists()) isAsking.value = true
    else await signOut()
  }

  /** Ends the session on the server, then reloads: the new page shows whether it has ended. Drafts end with it. */
  async function signOut(): Promise<void> {
    await api.signOut().then(drafts.forgetAll).finally(() => reload())
  }

  return { member, isAdmin, isAsking, askToSignOut, signOut, adminNames: api.adminNames }
})
