import { defineDoor } from '../../../../http/door/define-door.ts'
import { wecomId } from '../../../../http/ids.ts'
import { inTime } from '../../../../http/in-time.ts'
import { panelsQuery, sendPanels } from '../../../../http/panel-page.ts'

export default defineDoor({
  does: 'The panels of a customer group that the member is in, or one of them: a JSON object per line; before all, the '
    + 'draft of their forms.',
  who: 'member',
  limits: ['panels'],
  params: { chatId: wecomId },
  query: panelsQuery,
  answer: 'page',
  errors: ['group_not_found', 'wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable'],
}, async ({ event, member, params: { chatId }, query, services }) => {
  const group = await inTime(services.groups.group(member, chatId, { recent: true }), 'wecom')
  return sendPanels(event, member, { place: 'group', group }, query.panel)
})
