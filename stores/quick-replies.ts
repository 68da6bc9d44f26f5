import type { QuickReply } from '#shared/types/quick-reply.ts'
import { customerPath } from '~/browser/api/api'
import { createReplyWriting } from '~/browser/replies/reply-draft'
import { createKeyedResource } from '~/browser/resource/keyed-resource'
import { searchReplies } from '~/browser/search/reply-search'
import { useApi, useApiRequest } from '~/composables/useApi'
import { useUnsavedWork } from '~/composables/useUnsavedWork'
import { useDraftsStore } from '~/stores/drafts'

/** The replies of the member, the search among them, and the draft. */
export const useQuickRepliesStore = defineStore('quick-replies', () => {
  const api = useApi()
  const request = useApiRequest()
  const drafts = useDraftsStore()
  let isFollowed = false
  const library = createKeyedResource<QuickReply[]>(async (_, signal) => {
    const { replies, draft } = await api.quickReplies(signal)
    if (!isFollowed) await drafts.look([['reply', draft]])
    return replies
  })
  const query = shallowRef('')
  const replies = computed(() => library.state.value.status === 'ready' ? library.state.value.data : [])
  const { unsaved, offer, ...writing } = createReplyWriting({
    api, request, current: () => replies.value, put: now => library.put('mine', now),
  })

  useUnsavedWork().register(() => writing.hasUnsavedDraft.value)

  const folders = computed(() => [...new Set(replies.value.flatMap(reply => reply.folder ?? []))].sort())
  const chosen = shallowRef('')
  /** The chosen folder; empty: all. It can go with its last reply. */
  const folder = computed({
    get: () => folders.value.includes(chosen.value) ? chosen.value : '',
    set: (name) => { chosen.value = name },
  })
  /** In the order they are shown: the member's own first. */
  const found = computed(() => {
    const matching = searchReplies(replies.value, query.value)
      .filter(reply => !folder.value || reply.folder === folder.value)
    return [...matching.filter(({ scope }) => scope === 'own'), ...matching.filter(({ scope }) => scope === 'corp')]
  })

  // A search looks in all folders.
  watch(query, () => chosen.value = '')

  /** Also after a failure: what is typed without the list is kept, too. */
  function followDraft(): void {
    if (isFollowed) return
    isFollowed = true
    drafts.follow({ place: 'reply', unsaved, offer })
  }

  async function load(): Promise<void> {
    await library.show('mine')
    followDraft()
    await library.bringUpToDate()
  }

  /**
   * Notes that a message was sent. A failure is ignored: only the order of the list and the timeline depend on it.
   *
   * @param externalUserId of the customer who got it; absent in a group
   * @param reply absent when it was another part of the page that offered the message
   */
  async function noteSent(externalUserId: string | undefined, reply?: QuickReply): Promise<void> {
    const noting = externalUserId === undefined
      ? reply && request(`/api/quick-replies/${reply.id}/uses`, { method: 'POST' })
      : request(customerPath(externalUserId, '/sent-replies'), { method: 'POST', body: { reply: reply?.id } })
    await noting?.catch(() => {})
    if (reply) await library.refresh()
  }

  return { state: library.state, query, folder, folders, found, ...writing, load, noteSent }
})
