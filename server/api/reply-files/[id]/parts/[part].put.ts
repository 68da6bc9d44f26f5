import { REPLY_FILE_LIMITS } from '#shared/attachment-limits.ts'
import { defineDoor } from '../../../../http/door/define-door.ts'
import { filePart, replyFileId } from '../../../../replies/file-input.ts'

export default defineDoor({
  does: 'Takes a part of a file, the first one is 0; each has `partBytes` of the upload, the last one the rest.',
  who: 'member',
  limits: ['fileParts'],
  params: { id: replyFileId, part: filePart },
  takesBytes: true,
  maxBytes: REPLY_FILE_LIMITS.part,
  answer: 'nothing',
  errors: ['reply_file_not_found'],
  asks: 'store',
}, ({ member, params, body, services }) => services.replyFiles.put(member.userId, params, body))
