import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { TLSSocket } from 'node:tls'
import type { Socket } from 'node:net'

/** How far a connection comes. */
export type Reach
  = | { failed: 'dns' | 'tcp' | 'tls', code: string, address?: string }
    | { failed?: undefined, address: string, tcpMs: number, tlsMs?: number, certificateDays?: number }

const PATIENCE_MS = 2_500
const DAY_MS = 24 * 60 * 60_000

/** Looks up the name, connects and, for https, checks the certificate. No request is sent. Never throws. */
export async function reach(url: URL): Promise<Reach> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const began = performance.now()
  try {
    await within(lookup(host, { all: true }))
  }
  catch (error) {
    return { failed: 'dns', code: codeOf(error) }
  }
  let socket: Socket
  try {
    socket = await opened(connect({ host, port, autoSelectFamily: true }), 'connect')
  }
  catch (error) {
    return { failed: 'tcp', code: codeOf(error) }
  }
  const address = socket.remoteAddress ?? host
  const tcpMs = Math.round(performance.now() - began)
  if (url.protocol !== 'https:') {
    socket.destroy()
    return { address, tcpMs }
  }
  const tls = connectTls({ socket, ...!/^[\d.]+$|:/.test(host) && { servername: host }, host })
  try {
    await opened(tls, 'secureConnect')
    const certificateDays = daysLeft(tls)
    return { address, tcpMs, tlsMs: Math.round(performance.now() - began) - tcpMs, certificateDays }
  }
  catch (error) {
    return { failed: 'tls', code: codeOf(error), address }
  }
  finally {
    tls.destroy()
  }
}

function daysLeft(tls: TLSSocket): number {
  return Math.floor((Date.parse(tls.getPeerCertificate().valid_to) - Date.now()) / DAY_MS)
}

function opened<T extends Socket>(socket: T, event: string): Promise<T> {
  return within(new Promise<T>((resolve, reject) => {
    socket.once(event, () => resolve(socket))
    // Also errors after that: they are no longer of interest, but would end the process.
    socket.on('error', reject)
  })).catch((error: unknown) => {
    socket.destroy()
    throw error
  })
}

function within<T>(work: Promise<T>): Promise<T> {
  const tooLate = Promise.withResolvers<never>()
  const error = Object.assign(new Error('Too late'), { code: 'ETIMEDOUT' })
  const timer = setTimeout(() => tooLate.reject(error), PATIENCE_MS)
  return Promise.race([work, tooLate.promise]).finally(() => clearTimeout(timer))
}

/** Several addresses of one name were tried: the code of the first tells enough. */
function codeOf(error: unknown): string {
  const { code, errors } = error as NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] }
  return code ?? errors?.[0]?.code ?? 'unknown'
}
