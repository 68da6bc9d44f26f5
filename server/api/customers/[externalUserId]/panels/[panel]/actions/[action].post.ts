import { defineDoor } from '../../../../../../http/door/define-door.ts'
import { inTime } from '../../../../../../http/in-time.ts'
import { panelActionInput, runPanelAction } from '../../../../../../http/panel-page.ts'

export default defineDoor({
  does: 'Runs an action that a card declared: a signed call of the provider, which answers a card or a message.',
  who: 'follower',
  limits: ['panelActions'],
  ...panelActionInput,
  answer: 'PanelActionResult',
  errors: ['not_found', 'wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable'],
}, async ({ event, member, externalUserId, params, body, services }) => {
  const customer = await inTime(services.customers.profile(member.userId, externalUserId), 'wecom')
  return runPanelAction(event, member, { place: 'customer', customer }, { ...params, ...body })
})
