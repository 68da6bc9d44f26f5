import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'Why the admin ignores checks, as far as that was being written on another page.',
  who: 'member',
  adminOnly: true,
  answer: 'FoundDraft',
  asks: 'store',
}, async ({ member, services }) => ({ draft: await services.drafts.at(member.userId, { field: 'doctor' }) }))
