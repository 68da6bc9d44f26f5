import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wechatApps } from '../../simulator/scenarios/default/wechat-apps.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { askAsSystem, DEPLOYMENT } from './support/system.ts'

const example = fileURLToPath(new URL('../../examples/cloud-function', import.meta.url))
const key = {
  id: 'cloud',
  secret: 'CANARY-secret-of-the-cloud-7Qm2vX9rT4kZ',
  scopes: ['identities:link', 'identities:read'],
}
const shop = wechatApps.find(app => app.kind === 'miniProgram')!

let stack: Stack
let folder: string
beforeAll(async () => {
  const apps = [{ appId: shop.appId, secret: shop.secret, kind: shop.kind, name: shop.name }]
  stack = await startStack({ NUXT_API_KEYS: JSON.stringify([key]), NUXT_WECHAT_APPS: JSON.stringify(apps) })
  folder = mkdtempSync(join(tmpdir(), 'cloud-function-'))
  cpSync(example, folder, { recursive: true })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await stack.close()
})

/** Runs the function with WeChat's data about the caller. @returns its answer as text */
async function call(context: Record<string, string>, secret = key.secret): Promise<string> {
  const sdk = join(folder, 'node_modules/wx-server-sdk')
  mkdirSync(sdk, { recursive: true })
  writeFileSync(
    join(sdk, 'index.js'),
    `module.exports = { DYNAMIC_CURRENT_ENV: Symbol(), init() {}, getWXContext: () => (${JSON.stringify(context)}) }`,
  )
  const env = {
    SIDEBAR_URL: stack.directUrl,
    SIDEBAR_DEPLOYMENT: DEPLOYMENT,
    SIDEBAR_KEY_ID: key.id, SIDEBAR_KEY_SECRET: secret }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-p', 'require(".").main({}, {}).then(JSON.stringify, error => error.message).then(console.log), ""'],
    { cwd: folder, env },
  )
  return stdout.trim()
}

describe('the example cloud function', () => {
  it('links the caller with the ids from WeChat', async () => {
    expect(await call({ APPID: shop.appId, OPENID: 'oCaller', UNIONID: 'uCaller' })).toBe('{"linked":true}')
    const { body } = await askAsSystem(stack.directUrl, key, 'GET', '/api/identities/uCaller')
    expect(body.accounts).toMatchObject([
      { kind: 'openId', scope: shop.appId, id: 'oCaller', sources: [{ source: 'api-key:cloud' }] },
    ])
  })

  it('fails with the reason', async () => {
    expect(await call({ APPID: shop.appId, OPENID: 'oNobody' })).toBe('{"linked":false}')
    expect(await call({ APPID: 'wx0000000000000000', OPENID: 'o1', UNIONID: 'u1' })).toBe(
      'The sidebar answered 400 unknown_app',
    )
    expect(await call({ APPID: shop.appId, OPENID: 'o1', UNIONID: 'u1' }, 'wrong')).toBe(
      'The sidebar answered 401 api_key_refused',
    )
  })
})
