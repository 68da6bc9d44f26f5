import pino from 'pino'
import type { Logger } from 'pino'
import { useConfig } from './config.ts'

let logger: Logger | undefined

/** One JSON object a line on standard output. Pass only named, harmless fields: never a URL, header, cookie or body. */
export function useLog(): Logger {
  logger ??= pino({ level: useConfig().logLevel, base: undefined, serializers: { error: describeError } })
  return logger
}

let auditLog: Logger | undefined

/** The same for the audit, which is kept at any level but `silent`: who did what must not depend on how much else is logged. */
export function useAuditLog(): Logger {
  auditLog ??= useLog().child({}, { level: useConfig().logLevel === 'silent' ? 'silent' : 'info' })
  return auditLog
}

/** Query parameters that carry secrets, should a foreign error ever quote a URL. */
const SECRET_PARAMETERS = /([?&](?:access_token|corpsecret|secret|code|js_code|ticket|state)=)[^&\s"']+/g

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error }
  const hide = (text: string | undefined) => text?.replace(SECRET_PARAMETERS, '$1…')
  return { name: error.name, message: hide(error.message), stack: hide(error.stack) }
}
