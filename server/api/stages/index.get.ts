import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The stages that customers of the company can be in, in their order.',
  who: 'member',
  answer: 'StageList',
  asks: 'store',
}, async ({ services }) => ({ stages: await services.story.stages.list() }))
