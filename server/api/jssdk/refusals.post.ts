import * as v from 'valibot'
import { defineDoor } from '../../http/door/define-door.ts'

/** The ticket that made the refused signature may have ended early. */
export default defineDoor({
  does: 'The page reports that the client refused a signature of ours.',
  who: 'member',
  body: v.strictObject({ ticket: v.picklist(['corp', 'agent']) }),
  answer: 'nothing',
  asks: 'wecom',
}, ({ body, services }) => services.reportTicket(body.ticket))
