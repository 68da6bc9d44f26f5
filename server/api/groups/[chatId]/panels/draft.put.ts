import { defineDoor } from '../../../../http/door/define-door.ts'
import { draftBody } from '../../../../http/draft-body.ts'
import { wecomId } from '../../../../http/ids.ts'

export default defineDoor({
  does: 'Keeps what the member has typed into panels beside a customer group, for a day.',
  who: 'member',
  limits: ['drafts'],
  params: { chatId: wecomId },
  body: draftBody,
  answer: 'nothing',
  errors: ['group_not_found'],
  asks: 'wecom',
}, async ({ member, params: { chatId }, body, services }) => {
  await services.groups.group(member, chatId, { recent: true })
  await services.drafts.keep(member.userId, { ...body, field: 'groupPanels', chatId })
})
