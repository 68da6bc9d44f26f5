import { defineDoor } from '../../http/door/define-door.ts'
import { languageOf } from '../../http/language.ts'

export default defineDoor({
  does: 'The report of the doctor in the language of Accept-Language; the checks run every ten seconds at most.',
  who: 'set_up',
  answer: 'DoctorReport',
}, ({ event, services }) => services.doctor.report(languageOf(event)))
