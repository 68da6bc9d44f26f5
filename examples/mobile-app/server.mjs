// The server of a mobile app: the app gets a code from WeChat's SDK (SendAuth) and sends it here. Try it beside the
// environment of ../link-identities.mjs:
//   PORT=8082 WECHAT_APP_ID=wx0000000000000003 node examples/mobile-app/server.mjs
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { request } from '../link-identities.mjs'

const { PORT, WECHAT_APP_ID } = process.env

/** @typedef {import('node:http').IncomingMessage} Message @typedef {import('node:http').ServerResponse} Response */

/** @type {(message: Message, response: Response) => Promise<void>} */
async function serve(message, response) {
  const { code } = /** @type {{ code?: unknown }} */ (await json(message))
  const answer = await request('POST', '/api/wechat/sign-ins', { appId: WECHAT_APP_ID, code })
  // Your own session of the app begins here; the app does not need to know its ids.
  const { linked, isNew, code: error } = await answer.json()
  response.writeHead(answer.status, { 'content-type': 'application/json' })
    .end(JSON.stringify(answer.ok ? { signedIn: true, linked, isNew } : { signedIn: false, error }))
}

createServer((message, response) => serve(message, response).catch(() => response.writeHead(400).end()))
  .listen(Number(PORT), '127.0.0.1')
