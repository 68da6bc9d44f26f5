import type { QuickReply } from '#shared/types/quick-reply.ts'
import type { ApiRequest } from '~/browser/api/api'
import { ApiError } from '~/browser/api/api-error'
import type { Failure } from '~/browser/failure'
import type { PanelMessage } from '~/browser/panels/panel-message'

/** A reply with an attachment, as the customer will get it. */
export interface ReplyPreview {
  reply: QuickReply
  /** Absent while its file is on its way to WeCom. */
  message?: PanelMessage
  /** Why there is no message. */
  failure?: Failure
}

export interface UseReplyPreviewReturn {
  preview: Readonly<Ref<ReplyPreview | undefined>>
  /** Shows a reply and prepares its message. `refused`: the client did not take the one there was. */
  show: (reply: QuickReply, refused?: boolean) => Promise<void>
  close: () => void
}

/** Shows a reply before it is sent. */
export function useReplyPreview(request: ApiRequest): UseReplyPreviewReturn {
  const preview = shallowRef<ReplyPreview>()
  let shown = new AbortController()

  function close(): void {
    shown.abort()
    preview.value = undefined
  }

  async function show(reply: QuickReply, refused = false): Promise<void> {
    close()
    const { signal } = shown = new AbortController()
    preview.value = { reply }
    try {
      // A chat mostly needs texts only.
      const { messageOfReply } = await import('~/browser/replies/reply-media')
      const message = await messageOfReply(request, reply, { refused, signal })
      if (!signal.aborted) preview.value = { reply, message }
    }
    catch (error) {
      if (signal.aborted) return
      if (!(error instanceof ApiError)) throw error
      preview.value = { reply, failure: error.failure }
    }
  }

  return { preview, show, close }
}
