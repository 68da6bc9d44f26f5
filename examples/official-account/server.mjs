// A page of an official account without a sign-in of its own: the sidebar does it, and gives the page a ticket, which
// the page's system redeems. Any static page can do the same. Try it beside the environment of ../link-identities.mjs;
// SIDEBAR_PUBLIC_URL is the sidebar's address in the browser:
//   PORT=8081 SIDEBAR_PUBLIC_URL=https://sidebar.example.com WECHAT_APP_ID=wx0000000000000002 \
//     node examples/official-account/server.mjs
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { request } from '../link-identities.mjs'

const { PORT, SIDEBAR_PUBLIC_URL = '', WECHAT_APP_ID = '' } = process.env

const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>会员中心</title>
<h1>会员中心</h1><button>微信登录</button><p role="status"></p>
<script type="module">
const status = document.querySelector('p')
const query = new URLSearchParams(location.search)

document.querySelector('button').onclick = () => {
  // Ties the way back to this browser: a link of another person cannot sign anyone in.
  const state = crypto.randomUUID()
  sessionStorage.setItem('state', state)
  const back = location.origin + location.pathname + '?state=' + state
  location.href = ${JSON.stringify(SIDEBAR_PUBLIC_URL)} + '/auth/wechat/login?'
    + new URLSearchParams({ app_id: ${JSON.stringify(WECHAT_APP_ID)}, return_to: back })
}

const ticket = query.get('wechat_ticket')
const state = sessionStorage.getItem('state')
if (ticket && state && query.get('state') === state) {
  const answer = await fetch('/redeem', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ticket }),
  })
  const user = await answer.json()
  if (!answer.ok) status.textContent = '登录失败：' + user.code
  else if (user.snapshot) status.textContent = '请点「使用完整服务」后再登录'
  else status.textContent = '已登录：' + user.openId + (user.linked ? '，已与客户关联' : '')
}
else if (ticket) status.textContent = '登录没有完成，请重试。'
else if (query.has('wechat_error')) status.textContent = '没有登录：' + query.get('wechat_error')
sessionStorage.removeItem('state')
history.replaceState(null, '', location.pathname)
</script></html>`

/** @typedef {import('node:http').IncomingMessage} Message @typedef {import('node:http').ServerResponse} Response */

/** @type {(message: Message, response: Response) => Promise<void>} */
async function serve(message, response) {
  if (message.method === 'POST' && message.url === '/redeem') {
    const { ticket } = /** @type {{ ticket?: unknown }} */ (await json(message))
    const answer = await request('POST', '/api/wechat/tickets', { appId: WECHAT_APP_ID, ticket })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
    return
  }
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
}

createServer((message, response) => serve(message, response).catch(() => response.writeHead(400).end()))
  .listen(Number(PORT), '127.0.0.1')
