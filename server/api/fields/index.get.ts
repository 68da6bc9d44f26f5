import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The fields that the company has for its customers, in their order.',
  who: 'member',
  answer: 'DefinedFields',
  asks: 'store',
}, async ({ member, services }) => {
  const [fields, draft] = await Promise.all([
    services.story.fields.list(), services.drafts.at(member.userId, { field: 'fields' }),
  ])
  return { fields, draft }
})
