import type { QuickReply, ReplyMedia } from '#shared/types/quick-reply.ts'
import type { ApiRequest } from '../api/api'
import type { ChatMessage } from '../bridge/chat-message'
import { messageOf, type PanelMessage } from '../panels/panel-message'

/** Between two questions whether the file is at WeCom, milliseconds. The server waits for it, too. */
const PAUSE = 500

export interface MediaQuestion {
  /** Whether the client did not take the media id that is known. */
  refused: boolean
  signal: AbortSignal
}

/**
 * The message of a reply with an attachment. A file is brought to WeCom first, which may take a while.
 *
 * @throws {ApiError}
 */
export async function messageOfReply(
  request: ApiRequest, { id, attachment }: QuickReply, { refused, signal }: MediaQuestion,
): Promise<PanelMessage | undefined> {
  if (attachment?.type !== 'file') return attachment && messageOf(attachment)
  const ask = (again: boolean) => request<ReplyMedia>(`/api/quick-replies/${id}/media`, {
    method: 'POST', body: { refused: again }, signal,
  })
  let { mediaId } = await ask(refused)
  while (mediaId === undefined && !signal.aborted) {
    await new Promise(resolve => setTimeout(resolve, PAUSE))
    mediaId = (await ask(false)).mediaId
  }
  if (mediaId === undefined) return undefined
  return { text: attachment.name, message: mediaMessage(mediaId, attachment.isImage) }
}

function mediaMessage(mediaid: string, isImage: boolean): ChatMessage {
  return isImage ? { msgtype: 'image', image: { mediaid } } : { msgtype: 'file', file: { mediaid } }
}
