import pino from 'pino'
import type { Logger } from 'pino'
import { AppError } from '../errors/app-error.ts'
import { useConfig } from './config.ts'
import { gatherLines } from './log-lines.ts'
import type { LineSink } from './log-lines.ts'

let output: LineSink | undefined

/** Both logs share it, so their lines keep their order. */
function useOutput(): LineSink {
  output ??= gatherLines(pino.destination({ fd: 1, sync: true }), last => process.on('exit', last))
  return output
}

let logger: Logger | undefined

/** Writes JSON lines to standard output. Pass named, harmless fields only: no URL, header, cookie or body. */
export function useLog(): Logger {
  logger ??= pino(
    { level: useConfig().logLevel, base: undefined, serializers: { error: describeError } }, useOutput(),
  )
  return logger
}

let auditSink: Logger | undefined

/** Writes the lines of the audit to standard output, at every log level. */
export function useAuditSink(): Logger {
  auditSink ??= pino({ base: undefined }, useOutput())
  return auditSink
}

/** Query parameters with secrets: errors of libraries may quote a URL. */
const SECRET_PARAMETERS = /([?&](?:access_token|corpsecret|secret|code|js_code|ticket|state)=)[^&\s"']+/g

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error }
  const hide = (text: string | undefined) => text?.replace(SECRET_PARAMETERS, '$1…')
  const { name, message, stack } = error
  const { causeCode, advice } = error instanceof AppError ? error : {}
  return {
    name,
    message: hide(message),
    cause: causeCode,
    fix: advice?.en,
    stack: hide(stack),
  }
}
