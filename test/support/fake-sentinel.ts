import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { eventually } from './eventually.ts'

/** A sentinel that a test makes slow. It always names the same primary. */
export interface FakeSentinel {
  /** As in NUXT_REDIS_URL. */
  url: string
  /** From now on, the question for the primary has no answer until `answer` is called. */
  hold: () => void
  /** Waits for a question that is held. */
  question: () => Promise<void>
  /** Tells its subscribers that another server is the primary, and waits until they have gone. */
  announce: () => Promise<void>
  answer: () => void
  close: () => Promise<void>
}

const bulk = (text: string) => `$${text.length}\r\n${text}\r\n`
const list = (...texts: string[]) => `*${texts.length}\r\n${texts.map(bulk).join('')}`

/** @param port of the primary */
export async function startFakeSentinel(port: number): Promise<FakeSentinel> {
  const sockets = new Set<Socket>()
  const subscribers = new Set<Socket>()
  const held: (() => void)[] = []
  let isHolding = false

  function reply(socket: Socket, [name = '', about = '']: string[]): void {
    const command = `${name} ${about}`.toLowerCase()
    if (command === 'sentinel get-master-addr-by-name') {
      const tell = () => void socket.write(list('127.0.0.1', String(port)))
      if (isHolding) held.push(tell)
      else tell()
    }
    else if (command === 'sentinel sentinels') socket.write(list())
    else if (name.toLowerCase() === 'subscribe') {
      subscribers.add(socket)
      socket.write(`*3\r\n${bulk('subscribe')}${bulk(about)}:1\r\n`)
    }
    else socket.write('+OK\r\n')
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      // Each command comes whole: a list of texts.
      for (const command of data.toString().split(/(?=\*\d+\r\n)/)) {
        reply(socket, command.split('\r\n').filter((_, i) => i > 0 && i % 2 === 0))
      }
    })
    socket.once('close', () => {
      sockets.delete(socket)
      subscribers.delete(socket)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `redis-sentinel://127.0.0.1:${(server.address() as AddressInfo).port}/members`,
    hold: () => void (isHolding = true),
    question: async () => void await eventually(() => held.length > 0),
    async announce() {
      await eventually(() => subscribers.size > 0)
      for (const socket of subscribers) socket.write(list('message', '+switch-master', 'members'))
      await eventually(() => subscribers.size === 0)
    },
    answer() {
      isHolding = false
      for (const tell of held.splice(0)) tell()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
