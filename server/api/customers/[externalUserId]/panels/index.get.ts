import { defineDoor } from '../../../../http/door/define-door.ts'
import { inTime } from '../../../../http/in-time.ts'
import { panelsQuery, sendPanels } from '../../../../http/panel-page.ts'

export default defineDoor({
  does: 'The panels of a customer, or one of them: a JSON object per line, in the order in which they are ready.',
  who: 'follower',
  limits: ['panels'],
  query: panelsQuery,
  answer: 'page',
  errors: ['wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable'],
}, async ({ event, member, externalUserId, query, services }) => {
  const customer = await inTime(services.customers.profile(member.userId, externalUserId), 'wecom')
  return sendPanels(event, member, { place: 'customer', customer }, query.panel)
})
