import * as v from 'valibot'
import { defineDoor } from '../../../http/door/define-door.ts'
import { wecomId } from '../../../http/ids.ts'

export default defineDoor({
  does: 'The media id of the file of a reply, for the client. There is none while the file is on its way to WeCom: ask '
    + 'again. `refused`: the client did not take the one there is.',
  who: 'member',
  limits: ['replyMedia'],
  params: { id: wecomId },
  body: v.strictObject({ refused: v.boolean() }),
  answer: 'ReplyMedia',
  errors: ['reply_not_found', 'reply_file_not_found', 'database_config'],
  asks: 'wecom',
}, async ({ member, params, body, services }) => {
  const fileId = await services.quickReplies.fileOf(member, params.id)
  return { mediaId: await services.replyMedia.mediaOf(member.userId, fileId, body) }
})
