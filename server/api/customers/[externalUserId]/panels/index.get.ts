import { Readable } from 'node:stream'
import { sendStream, setResponseHeaders } from 'h3'
import * as v from 'valibot'
import { record } from '../../../../http/audit.ts'
import { defineDoor } from '../../../../http/door/define-door.ts'
import { panelId } from '../../../../http/ids.ts'
import { inTime } from '../../../../http/in-time.ts'
import { pageOf } from '../../../../http/panel-page.ts'

export default defineDoor({
  does: 'The panels of a customer, or one of them: a JSON object per line, in the order in which they are ready.',
  who: 'follower',
  limits: ['panels'],
  query: { panel: v.optional(panelId) },
  answer: 'page',
  errors: ['wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable'],
}, async ({ event, member, externalUserId, query, services }) => {
  const profile = await inTime(services.customers.profile(member.userId, externalUserId), 'wecom')
  const gone = new AbortController()
  event.node.res.once('close', () => gone.abort())
  const lines = services.panels.load({
    profile,
    ...pageOf(event, member),
    only: query.panel,
    signal: gone.signal,
    onHandOver: (panel, fields, origin) => record(event, 'hand_over_to_panel', {
      subject: externalUserId, details: { panel, fields, ...origin && { origin } },
    }),
  })
  // Proxies must not collect the lines.
  setResponseHeaders(event, { 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' })
  return sendStream(event, Readable.from(asText(lines)))
})

async function* asText(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}
