import { defineDoor } from '../../http/door/define-door.ts'

export default defineDoor({
  does: 'Checks again: the next report is of a new run, and refusals that were remembered are forgotten.',
  who: 'set_up',
  limits: ['writes', 'setUpRuns'],
  answer: 'nothing',
}, async ({ services }) => services.doctor.checkAgain())
