import { setResponseHeader } from 'h3'
import { defineDoor } from '../../../http/door/define-door.ts'
import { replyFileId } from '../../../replies/file-input.ts'

export default defineDoor({
  does: 'A picture of a quick reply, to show it before it is sent. Other files are not shown.',
  who: 'member',
  params: { id: replyFileId },
  answer: 'page',
  errors: ['reply_file_not_found'],
  asks: 'store',
}, async ({ event, member, params, services }) => {
  const { type, content } = await services.replyFiles.picture(member.userId, params.id)
  setResponseHeader(event, 'content-type', type)
  return content
})
