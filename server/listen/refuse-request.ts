import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ApiErrorBody, ErrorCode } from '#shared/errors.ts'
import { ERROR_ANSWERS } from '../errors/app-error.ts'

/** A request that was refused before it was complete. */
export interface RefusedRequest {
  requestId: string
  status: number
  code: ErrorCode
}

/** By Node's codes. Everything else is malformed. */
const REASONS: Readonly<Record<string, { status: number, code: ErrorCode }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request_timeout' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'invalid_request' },
}
const MALFORMED = { status: 400, code: 'invalid_request' } as const

export interface RefuseOptions {
  headers: Record<string, string>
  onRefused: (refused: RefusedRequest) => void
}

/** Answers with a code, without any text of the request, and closes the connection. */
export function refuseRequest(error: NodeJS.ErrnoException, socket: Socket, options: RefuseOptions): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, code } = REASONS[error.code ?? ''] ?? MALFORMED
  const requestId = randomUUID()
  const body = JSON.stringify({
    code, message: ERROR_ANSWERS[code].message, requestId,
  } satisfies ApiErrorBody<ErrorCode>)
  const { headers, onRefused } = options
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
  onRefused({ requestId, status, code })
}
