import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** What a connection got until the server closed it. */
export interface RawAnswer {
  /** Everything that was received. */
  text: string
  /** 0 when no answer came. */
  status: number
  /** In small letters. */
  headers: Map<string, string>
  /** The code of the last answer. */
  code: string | undefined
}

/** A TCP connection that sends exact bytes, without a client library. */
export interface RawConnection {
  socket: Socket
  /** Resolves when the server has closed the connection. */
  closed: Promise<RawAnswer>
}

/** @param text is sent at once; more can be written to `socket` */
export function openRaw(port: number, text = ''): RawConnection {
  const socket = connect(port, '127.0.0.1')
  socket.write(text)
  let received = ''
  socket.on('data', chunk => received += chunk)
  socket.on('error', () => {}) // a reset also ends the connection; 'close' follows
  return { socket, closed: new Promise(resolve => socket.once('close', () => resolve(parse(received)))) }
}

/** @returns the head of a POST request that promises a JSON body of this length */
export function postHead(path: string, length: number, headers: Record<string, string> = {}): string {
  const all = { 'host': 'localhost', 'content-type': 'application/json', 'content-length': String(length), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `POST ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  return {
    text,
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(first)?.[1] ?? 0),
    headers: new Map(lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    })),
    code: /"code":"(\w+)"/.exec(rest.join())?.[1],
  }
}
