import { readBody, sendNoContent } from 'h3'
import * as v from 'valibot'
import { HttpApiError } from '../../utils/http-error'
import { defineMemberHandler } from '../../utils/member-handler'

const refusal = v.strictObject({ ticket: v.picklist(['corp', 'agent']) })

/** The client refused a signature of ours: whichever ticket made it may have died early. */
export default defineMemberHandler(async (event, _member, { reportTicket }) => {
  const parsed = v.safeParse(refusal, await readBody(event).catch(() => undefined))
  if (!parsed.success) throw new HttpApiError('invalid_request')
  await reportTicket(parsed.output.ticket)
  return sendNoContent(event, 204)
})
