/** The signed-in member. */
export const useSessionStore = defineStore('session', () => {
  const page = usePageContext()
  const api = useApi()

  const member = computed(() => page.value?.member)
  const isAdmin = computed(() => member.value?.admin ?? false)

  /** Ends the session on the server and shows the page without it. */
  async function signOut(): Promise<void> {
    await api.signOut()
    reloadNuxtApp({ force: true })
  }

  return { member, isAdmin, signOut }
})
