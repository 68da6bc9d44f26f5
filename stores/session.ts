import { useApi } from '~/composables/useApi'
import { usePageContext } from '~/composables/usePageContext'
import { useReload } from '~/composables/useReload'

/** The signed-in member. */
export const useSessionStore = defineStore('session', () => {
  const page = usePageContext()
  const api = useApi()
  const { reload } = useReload()

  const member = computed(() => page.value?.member)
  const isAdmin = computed(() => member.value?.admin ?? false)

  /** Ends the session on the server, then reloads: the new page shows whether it has ended. */
  async function signOut(): Promise<void> {
    await api.signOut().finally(() => reload())
  }

  return { member, isAdmin, signOut }
})
