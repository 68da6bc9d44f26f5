import type { H3Event } from 'h3'
import type { FramePanel } from '../../panels/panel.ts'
import { useServices } from '../../services/services.ts'
import { receiveBody } from '../body.ts'
import { headerOf } from '../header-of.ts'
import { panelId } from '../ids.ts'
import { readParam } from '../input.ts'

/**
 * Checks that the system of the panel in the path has signed the call (Standard Webhooks).
 *
 * @throws {AppError} panel_signature_refused, invalid_request, request_timeout
 */
export async function requirePanel(event: H3Event): Promise<FramePanel> {
  const body = await receiveBody(event)
  return useServices().frames.verify(readParam(event, 'panel', panelId), {
    id: headerOf(event, 'webhook-id'),
    timestamp: headerOf(event, 'webhook-timestamp'),
    signature: headerOf(event, 'webhook-signature'),
    body: body?.toString('utf8') ?? '',
  })
}
