import type { H3Event } from 'h3'
import type { NitroApp } from 'nitropack/types'
import type { CustomerProfile } from '#shared/types/customer.ts'
import type { PageContext } from '#shared/types/page.ts'
import type { SessionMember } from '#shared/types/session.ts'
import { preferredLanguage } from '#shared/utils/language.ts'
import { useConfig } from '../services/config.ts'
import { useLog } from '../services/log.ts'
import { useServices } from '../services/services.ts'
import { createDrawings } from './drawings.ts'
import type { Drawings } from './drawings.ts'
import { headerOf } from './header-of.ts'

/** A page that the app draws with its customer. */
export interface Drawing {
  customer: CustomerProfile
  page: PageContext
  /** The app as it is drawn, with the element around it. Set by plugins/30.page-policy.ts. */
  html?: string
}

/** All that a drawing depends on. */
interface DrawnSubject {
  customer: CustomerProfile
  page: PageContext
  userAgent: string
}

let drawings: Drawings<DrawnSubject> | undefined

/** Lets this process draw. Without it, there are no drawings. */
export function drawBy(localFetch: NitroApp['localFetch']): void {
  drawings = createDrawings(subject => draw(subject, localFetch))
}

/**
 * Draws a customer as the page beside a chat does first. A new page shows this while its app is still being loaded.
 *
 * @param event the request of that page, in its language
 * @returns HTML; undefined when there is no drawing, for then the app draws the customer itself
 */
export async function drawCustomer(
  event: H3Event, { userId, admin }: SessionMember, { ageSeconds: _, ...customer }: CustomerProfile,
): Promise<string | undefined> {
  const { memberSections, panels } = useServices()
  const { corpId, agentId } = useConfig()
  const userAgent = headerOf(event, 'user-agent') ?? ''
  try {
    const language = preferredLanguage({ acceptLanguage: headerOf(event, 'accept-language') })
    const sections = await memberSections.of(userId)
    const page = {
      corpId, agentId, requestId: '', preferences: { language }, member: { userId, name: '', admin },
      sections, panels: panels.places(sections?.order),
    }
    return await drawings?.of({ customer, page, userAgent })
  }
  catch (error) {
    useLog().warn({ requestId: event.context.requestId, error }, 'customer sent without a drawing')
    return undefined
  }
}

async function draw(
  { customer, page, userAgent }: DrawnSubject, localFetch: NitroApp['localFetch'],
): Promise<string> {
  const drawing: Drawing = { customer, page }
  const { status } = await localFetch('/', {
    headers: { 'user-agent': userAgent }, context: { _platform: { drawing } },
  })
  if (!drawing.html) throw new Error(`The customer was drawn with status ${status}`)
  return drawing.html
}
