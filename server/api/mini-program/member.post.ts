import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The member of a session, for the client or for a back end that got the session from the client.',
  who: 'public',
  limits: ['memberSessions'],
  body: v.strictObject({ session: v.string() }),
  answer: 'MiniProgramMember',
  errors: ['mini_program_session_required'],
  asks: 'wecom',
}, ({ body, services }) => services.memberSignIn.identify(body.session))
