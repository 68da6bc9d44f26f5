// Tells the sidebar the ids of your app's users, by a signed request. It works in any back end. For a cloud function
// see cloud-function/. SIDEBAR_DEPLOYMENT is corp ID and AgentId of the sidebar. Try it:
//   SIDEBAR_URL=https://sidebar.example.com SIDEBAR_DEPLOYMENT=ww5e1a0c7b39d24f68:1000002 SIDEBAR_KEY_ID=shop \
//     SIDEBAR_KEY_SECRET=… node examples/link-identities.mjs wx0000000000000001 <openid> <unionid>
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'

const { SIDEBAR_URL, SIDEBAR_DEPLOYMENT, SIDEBAR_KEY_ID, SIDEBAR_KEY_SECRET } = process.env

/**
 * @param {string} method GET, POST or DELETE
 * @param {string} path with query, as in the request line
 * @param {unknown} [content] sent as JSON
 * @param {{ url?: string, deployment?: string, keyId?: string, secret?: string }} [options] by default from the
 * environment
 */
export async function request(
  method,
  path,
  content,
  { url = SIDEBAR_URL, deployment = SIDEBAR_DEPLOYMENT, keyId = SIDEBAR_KEY_ID, secret = SIDEBAR_KEY_SECRET } = {},
) {
  const body = content === undefined ? '' : JSON.stringify(content)
  const timestamp = String(Date.now())
  const nonce = randomUUID()
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const signature = createHmac('sha256', secret ?? '')
    .update(['wecom-sidebar-2', deployment, method, path, timestamp, nonce, bodyHash].join('\n'))
    .digest('hex')
  return fetch(new URL(path, url), {
    method,
    headers: {
      'content-type': 'application/json',
      'x-api-key': keyId ?? '',
      'x-api-timestamp': timestamp,
      'x-api-nonce': nonce,
      'x-api-signature': signature,
    },
    body: body || undefined,
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [appId, openId, unionId] = process.argv.slice(2)
  const answer = await request('POST', '/api/identities', { links: [{ appId, openId, unionId }] })
  process.stdout.write(`${answer.status} ${await answer.text()}\n`)
}
