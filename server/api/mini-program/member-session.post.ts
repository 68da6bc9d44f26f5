import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'
import { signInCode } from '../../http/ids.ts'

export default defineDoor({
  does: 'A member signs in to a mini program in WeCom with the code of `wx.qy.login`.',
  who: 'public',
  failureLimit: 'memberSignIns',
  body: v.strictObject({ code: signInCode }),
  answer: 'MiniProgramSession',
  errors: ['mini_program_code_invalid'],
  asks: 'wecom',
}, ({ body, services, countFailures }) => countFailures(() => services.memberSignIn.signIn(body.code)))
