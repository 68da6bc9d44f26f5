import type { CustomerProfile } from '#shared/types/customer.ts'
import { afterPaint } from '../after-paint'
import { createApi, customerPath } from '../api/api'
import { createRequest } from '../api/request'
import { loadWecomSdk } from '../bridge/load-sdk'
import { createLocator, type Locator } from '../bridge/locator'
import { wantsDiagnosis } from '../diagnosis/wants-diagnosis'
import { PAINTED_MARK } from '../painted-mark'
import { DRAWN_ENTRY, showDrawn } from './drawn'
import { forgetEarlyProfiles, hasEarlyAnswer, keepBeside, keepEarlyAnswer } from './early-answers'
import { readPageContext } from './page-context'
import { fetchApp, startApp } from './start-app'
import { styled } from './styled'

/** How long the app waits for the customer, in milliseconds: a client may take seconds, and the app much of one. */
const PATIENCE = 400

/**
 * What has begun before the app. A client builds a new page for each chat, and the app is most of the page's code: the
 * handshake, the first request for the customer and the first frame with them do not wait for it.
 */
let begun: Locator | undefined
let arrived: CustomerProfile | undefined

if (import.meta.client) begin()

function begin(): void {
  const page = readPageContext()
  const { pathname, searchParams } = new URL(location.href)
  // A diagnosis asks the client itself, through an SDK that tells each step.
  if (!page || pathname !== '/' || wantsDiagnosis(searchParams)) return startApp()
  const request = createRequest(() => page.member)
  const locator = createLocator({
    page, userAgent: navigator.userAgent, api: createApi(request), loadSdk: loadWecomSdk,
  })
  let hide = () => {}

  /** Asks for the customer, and shows what the server has drawn if the client still has the same chat open then. */
  async function show({ externalUserId, isDrawn }: { externalUserId: string, isDrawn: boolean }): Promise<void> {
    const path = customerPath(externalUserId)
    if (hasEarlyAnswer(path)) return
    const query = { beside: '1', ...isDrawn && { drawn: '1' } }
    const answer = request<CustomerProfile>(path, { query }).then(keepBeside)
    keepEarlyAnswer(path, answer)
    // The app asks for it too, and learns of a failure then.
    const [profile] = await Promise.all([answer.catch(() => undefined), styled()])
    const { state } = locator
    const isOnScreen = begun === locator && state.status === 'customer' && state.externalUserId === externalUserId
    if (!profile?.drawn || !isOnScreen) return
    arrived = profile
    hide = showDrawn(profile.drawn)
    await afterPaint()
    performance.mark(PAINTED_MARK)
  }

  locator.follow(() => {
    const { state } = locator
    hide()
    if (state.status === 'customer') void show({ ...state, isDrawn: state.entry === DRAWN_ENTRY }).then(startApp)
    else if (state.status !== 'starting') startApp()
  })
  if (locator.state.status !== 'starting') startApp()
  setTimeout(startApp, PATIENCE)
  void locator.locate()
  fetchApp()
  begun = locator
  // The member may have been in another chat.
  addEventListener('focus', () => void begun?.locate(true))
}

/** @returns the locator that has begun, once: the app goes on with it */
export function takeLocator(): Locator | undefined {
  const locator = begun
  begun = undefined
  return locator
}

/** @returns the customer that the page shows already */
export function drawnCustomer(): CustomerProfile | undefined {
  return arrived
}

/** From now on, the app's stores have the customer. */
export function forgetEarlyCustomer(): void {
  forgetEarlyProfiles()
  arrived = undefined
}
