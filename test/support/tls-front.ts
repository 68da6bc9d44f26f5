import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Certificate } from './certificate.ts'

/** Speaks https in front of a server that speaks http. */
export interface TlsFront {
  port: number
  /** @param origin address of the server behind it */
  standBefore: (origin: string) => void
  close: () => Promise<void>
}

export async function startTlsFront({ certificate, key }: Certificate): Promise<TlsFront> {
  let origin = ''
  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (incoming, outgoing) => {
    const { method, url } = incoming
    const headers = { ...incoming.headers, host: new URL(origin).host }
    const behind = request(new URL(url!, origin), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    behind.on('error', () => outgoing.destroy())
    incoming.pipe(behind)
  })
  await new Promise<void>(resolve => server.listen(0, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    standBefore: to => void (origin = to),
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
