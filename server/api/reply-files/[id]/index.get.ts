import { defineDoor } from '../../../http/door/define-door.ts'
import { inTime } from '../../../http/in-time.ts'
import { sendPieces } from '../../../http/send-pieces.ts'
import { replyFileId } from '../../../replies/file-input.ts'

export default defineDoor({
  does: 'A picture of a quick reply, to show it before it is sent. Other files are not shown.',
  who: 'member',
  limits: ['replyPictures'],
  params: { id: replyFileId },
  answer: 'page',
  errors: ['reply_file_not_found', 'store_unavailable', 'database_config'],
}, async ({ event, member, params, services }) => {
  // The whole takes as long as the client: it has no time limit.
  const { type, bytes, pieces } = await inTime(services.replyFiles.picture(member.userId, params.id), 'store')
  return sendPieces(event, { 'content-type': type, 'content-length': bytes }, pieces)
})
