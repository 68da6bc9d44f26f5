import type { H3Event } from 'h3'
import type { ErrorCode } from '#shared/errors.ts'
import { useLog } from '../services/log.ts'

/** How a request ended. */
export interface RequestOutcome {
  status: number
  code?: ErrorCode
  /** Logged with its stack; only for status 500 and above. */
  error?: unknown
}

/**
 * Logs one line for each request; what open pages ask by themselves only at the level `debug`, unless it fails. The
 * route is logged as a pattern: paths contain customer ids, queries contain codes and states.
 */
export function logRequest(event: H3Event, { status, code, error }: RequestOutcome): void {
  const { requestId, startedAt, member, apiKeyId, claimedKeyId, matchedRoute, isUnattended } = event.context
  const fields = {
    requestId,
    method: event.method,
    route: matchedRoute?.path ?? 'none',
    status,
    ms: Math.round(performance.now() - startedAt),
    userId: member?.userId,
    apiKeyId,
    claimedKeyId: apiKeyId === undefined ? claimedKeyId : undefined,
    code,
    error,
  }
  if (error === undefined) useLog()[isUnattended && code === undefined ? 'debug' : 'info'](fields, 'request')
  else useLog().error(fields, 'request failed')
}
