import { sendNoContent } from 'h3'
import * as v from 'valibot'
import { readJson } from '../../http/input.ts'
import { defineMemberHandler } from '../../http/member-handler.ts'

const refusal = v.strictObject({ ticket: v.picklist(['corp', 'agent']) })

/** The client refused a signature of ours: whichever ticket made it may have died early. */
export default defineMemberHandler(async (event, _member, { reportTicket }) => {
  const { ticket } = await readJson(event, refusal)
  await reportTicket(ticket)
  return sendNoContent(event, 204)
})
