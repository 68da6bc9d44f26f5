import { getQuery } from 'h3'
import { SET_UP_PAGE } from '#shared/pages.ts'
import { AppError } from '../../errors/app-error.ts'
import { record } from '../../http/audit.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { redirect } from '../../http/redirect.ts'
import { writeSetUpCookie } from '../../http/set-up-visit.ts'

/** The audit does not stop it: a database that does not work is one of the faults to find. */
export default defineDoor({
  does: 'Exchanges the link that the server printed at its start for a cookie that opens the setup check.',
  who: 'browser',
  answer: 'page',
  failureLimit: 'setUpLinks',
  errors: ['set_up_link_refused'],
}, async ({ event, services: { setUpAccess }, countFailures }) => {
  const id = await countFailures(async () => {
    const entered = await setUpAccess.enter(getQuery(event).link)
    if (!entered) throw new AppError('set_up_link_refused')
    return entered
  })
  record(event, 'open_set_up', {})
  writeSetUpCookie(event, id)
  return redirect(event, SET_UP_PAGE)
})
