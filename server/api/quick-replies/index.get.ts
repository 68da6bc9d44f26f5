import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'The replies of the company and of the member, the most recently used first.',
  who: 'member',
  answer: 'QuickReplyList',
  asks: 'store',
}, async ({ member, services }) => {
  const [replies, draft] = await Promise.all([
    services.quickReplies.list(member), services.drafts.at(member.userId, { field: 'reply' }),
  ])
  return { replies, draft }
})
