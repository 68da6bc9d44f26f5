import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'
import { signInCode } from '../../http/ids.ts'

export default defineDoor({
  does: 'A user of a mini program signs in with the code of `wx.login`.',
  who: 'public',
  failureLimit: 'miniProgramSignIns',
  body: v.strictObject({ appId: v.pipe(v.string(), v.regex(/^wx[0-9a-z]{16}$/)), code: signInCode }),
  answer: 'MiniProgramSignIn',
  errors: ['unknown_app', 'mini_program_code_invalid', 'mini_program_code_used', 'mini_program_user_blocked'],
  asks: 'wechat',
}, ({ body, services, countFailures }) =>
  countFailures(() => services.miniProgram.signIn(body.appId, body.code)))
