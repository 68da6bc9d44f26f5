import * as v from 'valibot'
import { toHttpAnswer } from '../../errors/http-answer.ts'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { signInCode } from '../../http/ids.ts'

const details = { method: 'mini_program' }

export default defineDoor({
  does: 'A member signs in to a mini program in WeCom with the code of `wx.qy.login`. This is on record.',
  who: 'public',
  failureLimit: 'memberSignIns',
  body: v.strictObject({ code: signInCode }),
  answer: 'MiniProgramSession',
  errors: ['mini_program_code_invalid'],
  asks: 'wecom',
}, ({ event, body, services, countFailures }) => countFailures(async () => {
  try {
    const { userId, ...session } = await services.memberSignIn.signIn(body.code)
    record(event, 'sign_in', { actor: userId, details })
    return session
  }
  catch (error) {
    record(event, 'sign_in', { result: toHttpAnswer(error).body.code, details })
    throw error
  }
}))
