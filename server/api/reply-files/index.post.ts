import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'
import { newReplyFile } from '../../replies/file-input.ts'

export default defineDoor({
  does: 'Begins the upload of a file for quick replies. It becomes a part of a reply when that is saved, within a day.',
  who: 'member',
  limits: ['writes'],
  body: v.strictObject(newReplyFile),
  answer: 'ReplyFileUpload',
  errors: ['reply_files_full'],
  asks: 'store',
}, ({ member, body, services }) => services.replyFiles.begin(member.userId, body))
