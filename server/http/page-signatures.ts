import { setTimeout as sleep } from 'node:timers/promises'
import type { H3Event } from 'h3'
import type { JssdkSignatures } from '#shared/types/jssdk.ts'
import { useLog } from '../services/log.ts'
import { useServices } from '../services/services.ts'
import { sentPathOf } from './request-context.ts'
import { siteOriginOf } from './site-origin.ts'

/** Time limit for signatures in a page, milliseconds. The browser can ask for them later. */
const PATIENCE_MS = 800

/** JS-SDK signatures for the requested page; undefined when they fail or come late. */
export async function signaturesInTime(event: H3Event): Promise<JssdkSignatures | undefined> {
  const signing = useServices().signPageUrl(siteOriginOf(event) + sentPathOf(event)).catch((error: unknown) => {
    useLog().warn({ requestId: event.context.requestId, error }, 'page sent without signatures')
    return undefined
  })
  return Promise.race([signing, sleep(PATIENCE_MS, undefined, { ref: false })])
}
