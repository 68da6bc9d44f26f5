import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The last calls of each panel in the process that answers, for their authors.',
  who: 'member',
  adminOnly: true,
  answer: 'PanelCalls',
}, ({ services }) => services.panels.calls())
