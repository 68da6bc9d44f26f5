// A WeChat cloud function (云函数) that tells the sidebar which person calls it. WeChat sends the ids, not the client.
// Environment variables of the function: SIDEBAR_URL, SIDEBAR_DEPLOYMENT (corp ID, a colon and AgentId of the sidebar),
// SIDEBAR_KEY_ID, SIDEBAR_KEY_SECRET. The app is one of NUXT_WECHAT_APPS; the key has the scope identities:link and, in
// "apps", only this app. Needs Node 16 or later and only wx-server-sdk.
// In the mini program: wx.cloud.callFunction({ name: 'link-identity' }) once after wx.cloud.init().
const { createHash, createHmac, randomUUID } = require('crypto')
const http = require('http')
const https = require('https')
const cloud = require('wx-server-sdk')

const TIMEOUT_MS = 2_500

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

/**
 * @returns whether the person is linked. Without a unionid it is false. WeChat gives no unionid to an app that is not
 * bound to an open-platform account.
 */
exports.main = async () => {
  const { APPID, OPENID, UNIONID } = cloud.getWXContext()
  if (!UNIONID) return { linked: false }
  const { status, code } = await post('/api/identities', {
    links: [{ appId: APPID, openId: OPENID, unionId: UNIONID }],
  })
  if (status !== 200) throw new Error(`The sidebar answered ${status} ${code}`)
  return { linked: true }
}

/** Sends a signed request (docs/identity.md). */
function post(path, content) {
  const { SIDEBAR_URL, SIDEBAR_DEPLOYMENT, SIDEBAR_KEY_ID, SIDEBAR_KEY_SECRET } = process.env
  const body = JSON.stringify(content)
  const timestamp = String(Date.now())
  const nonce = randomUUID()
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const signature = createHmac('sha256', SIDEBAR_KEY_SECRET)
    .update(['wecom-sidebar-2', SIDEBAR_DEPLOYMENT, 'POST', path, timestamp, nonce, bodyHash].join('\n')).digest('hex')
  const headers = {
    'content-type': 'application/json', 'content-length': Buffer.byteLength(body),
    'x-api-key': SIDEBAR_KEY_ID, 'x-api-timestamp': timestamp, 'x-api-nonce': nonce, 'x-api-signature': signature,
  }
  const url = new URL(path, SIDEBAR_URL)
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? http : https).request(
      url,
      { method: 'POST', headers, timeout: TIMEOUT_MS },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', part => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode, code: (/"code":"(\w+)"/.exec(text) || [])[1] }))
        answer.on('error', reject)
      },
    )
    request.on('timeout', () => request.destroy(new Error('The sidebar did not answer in time')))
    request.on('error', reject)
    request.end(body)
  })
}
