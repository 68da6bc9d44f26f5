import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'Checks again: the next report is of a new run, and refusals that were remembered are forgotten.',
  who: 'member',
  adminOnly: true,
  limits: ['writes'],
  answer: 'nothing',
}, async ({ services }) => services.doctor.checkAgain())
