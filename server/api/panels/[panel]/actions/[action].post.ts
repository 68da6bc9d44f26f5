import { defineDoor } from '../../../../http/door/define-door.ts'
import { panelActionInput, runPanelAction } from '../../../../http/panel-page.ts'

export default defineDoor({
  does: 'Runs an action that a card on the workbench declared.',
  who: 'member',
  limits: ['panelActions'],
  ...panelActionInput,
  answer: 'PanelActionResult',
  errors: ['not_found'],
}, ({ event, member, params, body }) => runPanelAction(event, member, { place: 'workbench' }, { ...params, ...body }))
