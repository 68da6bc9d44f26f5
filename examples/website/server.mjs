// A website that signs people in with WeChat, in plain HTML and Node. It gets the code itself, and lets the sidebar
// exchange it. Try it beside the environment of ../link-identities.mjs:
//   PORT=8080 SITE_URL=https://shop.example.com WECHAT_APP_ID=wx0000000000000001 node examples/website/server.mjs
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { request } from '../link-identities.mjs'

const { PORT, SITE_URL, WECHAT_APP_ID = '', WECHAT_OAUTH_URL = 'https://open.weixin.qq.com' } = process.env

/** @typedef {import('node:http').IncomingMessage} Message @typedef {import('node:http').ServerResponse} Response */

/** Who is signed in, by session. */
const sessions = new Map()

const random = () => randomBytes(16).toString('hex')
const cookieOf = (/** @type {Message} */ message, /** @type {string} */ name) =>
  new RegExp(`(?:^|; )${name}=([0-9a-f]+)`).exec(message.headers.cookie ?? '')?.[1]
/** @type {(name: string, value: string) => Record<string, string>} */
const setCookie = (name, value) => ({ 'set-cookie': `${name}=${value}; Path=/; HttpOnly; SameSite=Lax` })

/** @type {(response: Response, body: string) => void} */
function page(response, body) {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>官网</title><h1>官网</h1>${body}</html>`)
}

/**
 * The state ties the way back to this browser: a link of another person cannot sign anyone in.
 *
 * @param {Response} response
 */
function signIn(response) {
  const state = random()
  const query = new URLSearchParams({
    appid: WECHAT_APP_ID, redirect_uri: `${SITE_URL}/callback`, response_type: 'code', scope: 'snsapi_login', state,
  })
  const location = `${WECHAT_OAUTH_URL}/connect/qrconnect?${query}#wechat_redirect`
  response.writeHead(302, { ...setCookie('shop_state', state), location }).end()
}

/** @type {(message: Message, response: Response, query: URLSearchParams) => Promise<void>} */
async function callback(message, response, query) {
  const state = cookieOf(message, 'shop_state')
  if (!state || query.get('state') !== state) return page(response, '<p>登录没有完成，请重试。</p><a href="/">返回</a>')
  const code = query.get('code')
  if (!code) return page(response, '<p>你没有同意登录。</p><a href="/">返回</a>')
  const answer = await request('POST', '/api/wechat/sign-ins', { appId: WECHAT_APP_ID, code })
  const result = await answer.json()
  if (!answer.ok) return page(response, `<p>登录失败：${result.code}</p><a href="/">返回</a>`)
  const session = random()
  sessions.set(session, result)
  response.writeHead(302, { ...setCookie('shop_session', session), location: '/' }).end()
}

/** @type {(message: Message, response: Response) => Promise<void>} */
async function serve(message, response) {
  const { pathname, searchParams } = new URL(message.url ?? '/', SITE_URL)
  if (pathname === '/sign-in') return signIn(response)
  if (pathname === '/callback') return callback(message, response, searchParams)
  const user = sessions.get(cookieOf(message, 'shop_session'))
  page(response, user
    ? `<p>已登录：<code>${user.openId}</code></p><p>${user.linked ? '已与客户关联' : '未关联'}</p>`
    : '<a href="/sign-in">微信登录</a>')
}

createServer((message, response) => serve(message, response).catch(() => response.writeHead(400).end()))
  .listen(Number(PORT), '127.0.0.1')
