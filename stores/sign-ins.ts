import type { MemberSession } from '#shared/types/session.ts'
import { ApiError } from '~/browser/api/api-error'
import type { Failure } from '~/browser/failure'
import { useApiRequest } from '~/composables/useApi'
import { useReload } from '~/composables/useReload'
import { useDraftsStore } from '~/stores/drafts'

/** The places where the member is signed in, and for admins the end of another member's. */
export const useSignInsStore = defineStore('sign-ins', () => {
  const request = useApiRequest()
  const drafts = useDraftsStore()
  const { reload } = useReload()
  const list = shallowRef<MemberSession[]>()
  const failure = shallowRef<Failure>()
  const busy = shallowRef(false)
  /** How many sign-ins of the named member ended last. */
  const endedOfMember = shallowRef<number>()

  /** @returns whether it succeeded; otherwise `failure` says why */
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      await work()
      failure.value = undefined
      return true
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      failure.value = error.failure
      return false
    }
    finally {
      busy.value = false
    }
  }

  const load = () => attempt(async () => {
    list.value = await request<MemberSession[]>('/api/sessions')
  })

  /** Ends all sign-ins of the member, and the drafts; then loads the page anew: inside WeCom it signs in silently. */
  async function endAll(): Promise<void> {
    if (!await attempt(() => request('/api/sessions', { method: 'DELETE' }))) return
    drafts.forgetAll()
    await reload()
  }

  /** Admins only. */
  function endAllOf(userId: string): Promise<boolean> {
    endedOfMember.value = undefined
    failure.value = undefined
    return attempt(async () => {
      const path = `/api/members/${encodeURIComponent(userId)}/sessions`
      endedOfMember.value = (await request<{ ended: number }>(path, { method: 'DELETE' })).ended
    })
  }

  return { list, failure, busy, endedOfMember, load, endAll, endAllOf }
})
