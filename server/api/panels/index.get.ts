import { defineDoor } from '../../http/door/define-door.ts'
import { panelsQuery, sendPanels } from '../../http/panel-page.ts'

export default defineDoor({
  does: 'The panels of the workbench, or one of them: a JSON object per line; before all, the draft of their forms.',
  who: 'member',
  limits: ['panels'],
  query: panelsQuery,
  answer: 'page',
  errors: [],
}, ({ event, member, query }) => sendPanels(event, member, { place: 'workbench' }, query.panel))
