import type { PanelActionBody, PanelActionResult } from '#shared/types/panel.ts'
import type { ApiRequest } from '../api/api'

/** The customer, a place in the queue and the provider have limits of their own, which end before. */
const DEADLINE = 10_000

/** @param path of the panels of the subject */
export type RunAction = (
  path: string, panel: string, action: string, body: PanelActionBody,
) => Promise<PanelActionResult>

/**
 * Apart from the other calls, because it loads after the customer.
 *
 * @param request sends one request and gives the parsed answer
 * @returns runs an action of a panel; rejects with ApiError and nothing else
 */
export function createRunAction(request: ApiRequest): RunAction {
  return (path, panel, action, body) =>
    request(`${path}/${panel}/actions/${action}`, { method: 'POST', body, deadline: DEADLINE })
}
