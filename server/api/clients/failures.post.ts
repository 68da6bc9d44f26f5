import * as v from 'valibot'
import { CLIENT_FAILURES } from '#shared/errors.ts'
import { defineDoor } from '../../http/door/define-door.ts'

const CODES = Object.keys(CLIENT_FAILURES) as (keyof typeof CLIENT_FAILURES)[]

export default defineDoor({
  does: 'The page reports why the WeCom client refused it; the setup check counts that.',
  who: 'member',
  limits: ['writes'],
  body: v.strictObject({ code: v.picklist(CODES) }),
  answer: 'nothing',
}, async ({ body, services }) => services.doctor.evidence.note('client-refusal', body.code))
