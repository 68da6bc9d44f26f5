import * as v from 'valibot'
import { DRAFT_FIELDS } from '#shared/types/draft.ts'
import { defineDoor } from '../../../../http/door/define-door.ts'
import { draftBody } from '../../../../http/draft-body.ts'

export default defineDoor({
  does: 'Keeps what the member has typed about a customer and not saved, for a day; without a text, it is gone.',
  who: 'follower',
  limits: ['drafts'],
  params: { field: v.picklist(DRAFT_FIELDS) },
  body: draftBody,
  answer: 'nothing',
  asks: 'wecom',
}, ({ member, externalUserId, params: { field }, body, services }) =>
  services.drafts.keep(member.userId, { ...body, externalUserId, field }))
