// The least that a Node server can do: the measure for doors. Prints its port.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const ANSWER = JSON.stringify({ ok: true })

const server = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': ANSWER.length }).end(ANSWER)
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
