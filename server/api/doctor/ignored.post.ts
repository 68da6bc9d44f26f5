import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'

const CHECK = v.pipe(v.string(), v.regex(/^[a-z-]{2,40}$/))
const REASON = v.pipe(v.string(), v.maxLength(200))

export default defineDoor({
  does: 'Ignores a check, with a reason; an empty reason ends that.',
  who: 'member',
  adminOnly: true,
  limits: ['writes'],
  body: v.strictObject({ check: CHECK, reason: REASON }),
  answer: 'nothing',
}, ({ body, services }) => services.doctor.ignore(body.check, body.reason))
