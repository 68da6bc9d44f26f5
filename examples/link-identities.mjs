// Tells the sidebar the ids of your app's users, by a signed request. It works in any back end. For a cloud function
// see cloud-function/. Try it:
//   SIDEBAR_URL=https://sidebar.example.com SIDEBAR_KEY_ID=shop SIDEBAR_KEY_SECRET=… \
//     node examples/link-identities.mjs wx0000000000000001 <openid> <unionid>
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { pathToFileURL } from 'node:url'

/**
 * @param {string} method GET, POST or DELETE
 * @param {string} path with query, as in the request line
 * @param {unknown} [content] sent as JSON
 * @param {{ url?: string, keyId?: string, secret?: string }} [options] by default from the environment
 */
export async function request(
  method,
  path,
  content,
  { url = process.env.SIDEBAR_URL, keyId = process.env.SIDEBAR_KEY_ID, secret = process.env.SIDEBAR_KEY_SECRET } = {},
) {
  const body = content === undefined ? '' : JSON.stringify(content)
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const nonce = randomUUID()
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const signature = createHmac('sha256', secret ?? '')
    .update(['wecom-sidebar-1', method, path, timestamp, nonce, bodyHash].join('\n'))
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
