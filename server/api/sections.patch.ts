import * as v from 'valibot'
import { SECTIONS } from '#shared/types/sections.ts'
import { defineDoor } from '../http/door/define-door.ts'

const change = v.strictObject(v.entriesFromList(SECTIONS, v.optional(v.boolean())))

export default defineDoor({
  does: 'Keeps which parts of a customer\'s page the member has opened or folded.',
  who: 'member',
  limits: ['writes'],
  body: change,
  answer: 'nothing',
  asks: 'store',
}, ({ member, body, services }) => services.memberSections.change(member.userId, body))
