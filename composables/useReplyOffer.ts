export interface UseReplyOfferReturn {
  /** Whether the quick replies are on the page. */
  offersReplies: Readonly<Ref<boolean>>
  /** Whether the member looks at them. */
  writesReply: Ref<boolean>
  /** Opens them, also when their code is still on its way. */
  reply: () => void
}

/**
 * When the quick replies come to the page.
 *
 * @param isTime whether there is a chat to reply to, and nothing more important to paint
 */
export function useReplyOffer(isTime: () => boolean): UseReplyOfferReturn {
  const offersReplies = shallowRef(false)
  const writesReply = shallowRef(false)

  watch(isTime, (is) => {
    if (is) offersReplies.value = true
  })
  return {
    offersReplies: readonly(offersReplies),
    writesReply,
    reply() {
      offersReplies.value = true
      writesReply.value = true
    },
  }
}
