import { defineDoor } from '../../../../../../http/door/define-door.ts'
import { wecomId } from '../../../../../../http/ids.ts'
import { inTime } from '../../../../../../http/in-time.ts'
import { panelActionInput, runPanelAction } from '../../../../../../http/panel-page.ts'

export default defineDoor({
  does: 'Runs an action that a card beside a customer group declared.',
  who: 'member',
  limits: ['panelActions'],
  ...panelActionInput,
  params: { chatId: wecomId, ...panelActionInput.params },
  answer: 'PanelActionResult',
  errors: ['group_not_found', 'not_found', 'wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable'],
}, async ({ event, member, params: { chatId, ...params }, body, services }) => {
  const group = await inTime(services.groups.group(member, chatId), 'wecom')
  return runPanelAction(event, member, { place: 'group', group }, { ...params, ...body })
})
