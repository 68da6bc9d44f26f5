import * as v from 'valibot'
import { LONGEST_PAGE_MS } from '#shared/page-speed.ts'
import { defineDoor } from '../../http/door/define-door.ts'

const moment = v.pipe(
  v.number(), v.integer(), v.minValue(0), v.maxValue(LONGEST_PAGE_MS),
  v.description(`milliseconds since the click: a whole number from 0 to ${LONGEST_PAGE_MS}`),
)

export default defineDoor({
  does: 'A page reports how long it took, without an id; the setup check shows what most members wait.',
  who: 'member',
  limits: ['writes'],
  body: v.strictObject({ answered: moment, asked: moment, located: moment, fetched: moment, painted: moment }),
  answer: 'nothing',
}, async ({ body, services }) => services.doctor.pageSpeed.note(body))
