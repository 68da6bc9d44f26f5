import { useApi } from '~/composables/useApi'
import { usePageContext } from '~/composables/usePageContext'
import { useReload } from '~/composables/useReload'
import { useDraftsStore } from '~/stores/drafts'

/** The signed-in member. */
export const useSessionStore = defineStore('session', () => {
  const page = usePageContext()
  const api = useApi()
  const drafts = useDraftsStore()
  const { reload } = useReload()

  const member = computed(() => page.value?.member)
  const isAdmin = computed(() => member.value?.admin ?? false)

  /** Ends the session on the server, then reloads: the new page shows whether it has ended. Drafts end with it. */
  async function signOut(): Promise<void> {
    await api.signOut().then(drafts.forgetAll).finally(() => reload())
  }

  return { member, isAdmin, signOut }
})
