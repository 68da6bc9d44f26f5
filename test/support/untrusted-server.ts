import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createSecureContext, getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls'

/** For this machine only, and signed by itself, so that nothing trusts it. Valid until 2126. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUPEjfmm8gdhgihN4cD8sGKzTmxhwwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjA1MzIxN1oYDzIxMjYxMTAy
MDUzMjE3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARcNGQJZzWfjtdPoOovKwdZJb6iikzVDiJd7MokI4LUUoFx7C7EOujP
S8OS212Rz3xvTYZExLUAdExM1nJ2PLVdo28wbTAdBgNVHQ4EFgQURhve1yd6KzEZ
kzmmbHvjuxfQDBEwHwYDVR0jBBgwFoAURhve1yd6KzEZkzmmbHvjuxfQDBEwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhALrTY1G57iGuOue+vXNCmZCz2ghdf0ws8b02oNTEgFWaAiBk
6qZ5YVZ+VR4GuthL+XpgOCd5IaZenF7BIyoDuvgSGA==
-----END CERTIFICATE-----`
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgRP7oAFYVTeMv1R2S
rHJpAlySqFuLCIksvitjY5wPHBahRANCAARcNGQJZzWfjtdPoOovKwdZJb6iikzV
DiJd7MokI4LUUoFx7C7EOujPS8OS212Rz3xvTYZExLUAdExM1nJ2PLVd
-----END PRIVATE KEY-----`

/** A TLS server that answers nothing. */
export interface UntrustedServer {
  port: number
  /** What clients have sent inside of TLS. */
  received: () => string
  close: () => void
}

/**
 * @param beforeTlss what a client sends in clear text first; PostgreSQL's asks for TLS in this way
 */
export async function startUntrustedServer(beforeTls?: string): Promise<UntrustedServer> {
  let received = ''
  const sockets = new Set<Socket>()
  const secureContext = createSecureContext({ cert: CERTIFICATE, key: KEY })

  function secure(socket: Socket): void {
    const inside = new TLSSocket(socket, { isServer: true, secureContext })
    inside.on('data', data => received += String(data))
    inside.on('error', () => {})
  }
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    if (!beforeTls) return secure(socket)
    socket.once('data', () => {
      socket.write(beforeTls)
      secure(socket)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    close() {
      sockets.forEach(socket => socket.destroy())
      server.close()
    },
  }
}

/** Makes this process trust the certificate. @returns undoes it */
export function trustCertificate(): () => void {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, CERTIFICATE])
  return () => setDefaultCACertificates(before)
}
