import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The stages that customers of the company can be in, in their order.',
  who: 'member',
  answer: 'StageList',
  asks: 'store',
}, async ({ member, services }) => {
  const [stages, draft] = await Promise.all([
    services.story.stages.list(), services.drafts.at(member.userId, { field: 'stages' }),
  ])
  return { stages, draft }
})
