import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { decrypt, getSignature } from '@wecom/crypto'

export const TOKEN = 'QDG6eK'
export const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'

/** An app's callback address, written with WeCom's own @wecom/crypto. */
export interface TestReceiver {
  url: string
  /** Decrypted messages in order of arrival, every try included. */
  messages: string[]
  /** How to answer a GET; the argument is the decrypted echostr. */
  verification: (echo: string) => string | Promise<string>
  /** Status of the answer to each POST; `hang`: none, `reset`: the connection breaks. */
  answer: () => number | 'hang' | 'reset'
  close(): Promise<void>
}

export async function startReceiver(): Promise<TestReceiver> {
  const receiver: TestReceiver = {
    url: '',
    messages: [],
    verification: echo => echo,
    answer: () => 200,
    close: () => close(server),
  }
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const given = (name: string) => searchParams.get(name) ?? ''
    const open = (encrypted: string) => {
      if (getSignature(TOKEN, given('timestamp'), given('nonce'), encrypted) !== given('msg_signature'))
        throw new Error('msg_signature')
      return decrypt(AES_KEY, encrypted)
    }
    void (async () => {
      if (request.method === 'GET')
        return void response.end(await receiver.verification(open(given('echostr')).message))
      const body = await text(request)
      receiver.messages.push(open(/<Encrypt><!\[CDATA\[(.+)\]\]><\/Encrypt>/.exec(body)?.[1] ?? '').message)
      const answer = receiver.answer()
      if (answer === 'reset') return void request.socket.destroy()
      if (answer !== 'hang') response.writeHead(answer).end()
    })().catch(() => response.writeHead(500).end())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback?tenant=1`
  return receiver
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(resolve => server.close(() => resolve()))
}
