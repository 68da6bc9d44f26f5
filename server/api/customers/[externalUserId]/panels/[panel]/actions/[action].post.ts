import * as v from 'valibot'
import { record } from '../../../../../../http/audit.ts'
import { defineDoor } from '../../../../../../http/door/define-door.ts'
import { actionId, panelId, panelTicket } from '../../../../../../http/ids.ts'
import { inTime } from '../../../../../../http/in-time.ts'
import { pageOf } from '../../../../../../http/panel-page.ts'

export default defineDoor({
  does: 'Runs an action that a card declared: a signed call of the provider, which answers a card or a message.',
  who: 'follower',
  limits: ['panelActions'],
  params: { panel: panelId, action: actionId },
  body: v.strictObject({
    ticket: panelTicket,
    input: v.record(v.pipe(v.string(), v.maxLength(32)), v.pipe(v.string(), v.maxLength(2_000))),
    idempotencyKey: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  }),
  // The longest ticket, and eight texts of 2,000 characters, each of which can take six bytes as JSON.
  maxBytes: 256 * 1024,
  answer: 'PanelActionResult',
  errors: ['not_found', 'wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable'],
}, async ({ event, member, externalUserId, params, body, services }) => services.panels.act({
  profile: await inTime(services.customers.profile(member.userId, externalUserId), 'wecom'),
  ...pageOf(event, member),
  ...params,
  ...body,
  onHandOver: (panel, fields, origin) => record(event, 'run_panel_action', {
    subject: externalUserId, details: { panel, action: params.action, fields, ...origin && { origin } },
  }),
}))
