import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The fields that the company has for its customers, in their order.',
  who: 'member',
  answer: 'DefinedFields',
  asks: 'store',
}, async ({ services }) => ({ fields: await services.story.fields.list() }))
