import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'

/** WeCom may have ended the ticket of the refused signature early. */
export default defineDoor({
  does: 'The page reports that the WeCom client refused a signature.',
  who: 'member',
  limits: ['writes'],
  body: v.strictObject({ ticket: v.picklist(['corp', 'agent']) }),
  answer: 'nothing',
  asks: 'wecom',
}, async ({ body, services }) => {
  services.doctor.evidence.note('client-refusal', `${body.ticket} ticket`)
  await services.reportTicket(body.ticket)
})
