import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'

const base64 = (maxLength: number) => v.pipe(v.string(), v.regex(/^[0-9A-Za-z+/]+={0,2}$/), v.maxLength(maxLength))

export default defineDoor({
  does: 'Links a signed-in user of a mini program by the encrypted data of `wx.getUserInfo`.',
  who: 'public',
  limits: ['miniProgramSessions'],
  body: v.strictObject({
    session: v.string(),
    rawData: v.string(),
    signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
    encryptedData: base64(16 * 1024),
    iv: base64(24),
  }),
  answer: 'LinkedUser',
  errors: ['mini_program_session_required', 'unknown_app', 'user_data_refused', 'user_data_stale'],
  asks: 'store',
}, ({ body: { session, ...data }, services }) => services.miniProgram.takeUserData(session, data))
