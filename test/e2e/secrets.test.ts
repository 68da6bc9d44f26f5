import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyFollowers, stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { eventually } from '../support/eventually.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, openWecom } from './support/webview.ts'

const built = fileURLToPath(new URL('../../.output/', import.meta.url))
const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

let stack: Stack
let used: Awaited<ReturnType<typeof useEverything>>
beforeAll(async () => {
  stack = await startStack({
    NUXT_LOG_LEVEL: 'trace',
    NUXT_ADMIN_USER_IDS: 'linxiaotong',
    NUXT_WECOM_CALLBACK_TOKEN: 'CANARYcallbackToken',
    NUXT_WECOM_CALLBACK_AES_KEY: `CANARY${'k'.repeat(37)}`,
    NUXT_WECHAT_APPS: JSON.stringify([
      { appId: 'wx0123456789abcdef', secret: 'CANARY-app-secret', kind: 'miniProgram', name: 'shop' },
    ]),
  })
  used = await useEverything()
})
afterAll(() => stack.close())

/**
 * Signs in, opens every kind of page, and causes every kind of failure.
 *
 * @returns all answers, and the one-time values of the sign-in
 */
async function useEverything() {
  const received: string[] = []
  const oneTime: string[] = []
  const webview = openWecom(stack)
  async function ask(path: string, by = webview) {
    const response = await by.get(path)
    received.push(JSON.stringify([...response.headers]), await response.text())
    for (const line of response.headers.getSetCookie()) oneTime.push(/=([^;]*)/.exec(line)![1]!)
    return response
  }

  let response = await ask('/')
  while (response.headers.has('location')) {
    const url = new URL(response.headers.get('location')!, stack.url)
    for (const name of ['code', 'state']) oneTime.push(url.searchParams.get(name) ?? '')
    response = await ask(url.href)
  }
  const paths = [
    '/', '/api/session', '/api/customers', '/api/customers?cursor=x', `/api/customers/${withUnionId.externalUserId}`,
    `/api/customers/${manyFollowers.externalUserId}`, `/api/customers/${stranger.externalUserId}`,
    `/api/jssdk/signatures?url=${encodeURIComponent(`${stack.url}/`)}`,
    '/api/jssdk/signatures?url=https://evil.example/', '/healthz', '/readyz', '/nothing',
    '/auth/callback?code=invented-code&state=invented-state',
  ]
  for (const path of paths) await ask(path)
  for (const path of paths) await ask(path, createWebview(stack))

  const { world } = stack.simulator
  const faults = [
    { errcode: 40001 },
    { errcode: 60020 },
    { errcode: 45009 },
    { errcode: 40014 },
    { status: 500 },
    { body: '<html>' },
    { body: '{"errcode":0,"access_token":"x"}' },
  ]
  for (const [i, fault] of faults.entries()) {
    world.faults.replace(
      ['externalcontact/get', 'get_jsapi_ticket', 'ticket/get', 'gettoken', 'auth/getuserinfo'].map(endpoint => ({
        path: `/cgi-bin/${endpoint}`,
        ...fault,
      })),
    )
    await ask(`/api/customers/wmFault${i}`)
    const login = await ask('/auth/login')
    const authorize = await ask(login.headers.get('location')!)
    await ask(authorize.headers.get('location')!)
  }
  world.faults.replace([])
  for (const kind of ['access_token', 'corp_ticket', 'agent_ticket'] as const) world.credentials.revoke(kind)
  await ask('/api/customers')
  await ask('/api/customers?cursor=last')
  const { requestId } = JSON.parse(received.at(-1)!) as { requestId: string }
  // Its whole line comes through a pipe, often later than the answer.
  await eventually(() => new RegExp(`"requestId":"${requestId}".*\n`).test(stack.app().output()))
  return { received, oneTime: oneTime.filter(value => value.length >= 8) }
}

describe('secrets', () => {
  it('are not in answers, logs, files or the build', () => {
    const { received, oneTime } = used
    const secrets = [...stack.secrets(), 'CANARY']
    expect(secrets.length).toBeGreaterThan(6)
    expect(received.length).toBeGreaterThan(80)
    assertNone(secrets, received, 'sent to the browser')
    assertNone(secrets, [stack.app().output()], 'printed by the server')
    assertNone(oneTime, [stack.app().output()], 'printed by the server, though it opens a session')
    assertNone(
      [withUnionId.externalUserId, withUnionId.unionId!, '张伟', '13800138000'],
      [stack.app().output()],
      'printed by the server, although it is personal',
    )
    const stored = readdirSync(stack.dataDir).map(name => readFileSync(join(stack.dataDir, name), 'latin1'))
    expect(stored.join('').length).toBeGreaterThan(1_000)
    assertNone([...secrets, ...oneTime], stored, 'stored in clear')
  })

  it('have one JSON object per line, with known fields only', () => {
    // The set-up link is printed beside the log.
    const link = /^wecom-sidebar: check the set-up .*\n {2}\S+\/auth\/setup\?link=\S+\n/m
    const log = stack.app().output().replace(link, '')
    // What follows the last line end may be a part of a line.
    const lines = log.split('\n').slice(0, -1).filter(line => !line.startsWith('Listening on '))
    const allowed = [
      'level', 'time', 'msg', 'requestId', 'method', 'route', 'status', 'ms', 'userId', 'code', 'error', 'variable',
      'credential',
      // Of the audit and its checkpoints.
      'at', 'action', 'actor', 'subject', 'result', 'details', 'network', 'count', 'lastAt', 'rows', 'head',
    ]
    expect(lines.length).toBeGreaterThan(20)
    for (const line of lines) {
      expect(
        Object.keys(JSON.parse(line) as object).filter(key => !allowed.includes(key)),
        line,
      ).toEqual([])
    }
  })
})

describe('the build', () => {
  it('sends no server code to the browser', () => {
    const publicFiles = filesBelow(join(built, 'public')).filter(file => /\.(?:js|css|html|json|map)$/.test(file))
    expect(publicFiles.length).toBeGreaterThan(2)
    const markers = ['corpsecret', 'jsapi_ticket=', 'gettoken', 'aes-256-gcm', 'key_value', 'NUXT_SESSION_PASSWORD']
    for (const file of publicFiles) assertNone(markers, [readFileSync(file, 'utf8')], `in ${file.slice(built.length)}`)
    expect(publicFiles.some(file => file.endsWith('.map'))).toBe(false)
  })

  it('contains nothing of the simulator', () => {
    const markers = ['__wecom', 'wecom_simulator', '春山家居', 'linxiaotong', 'simulated-agent-secret']
    for (const file of filesBelow(built)) {
      assertNone(markers, [readFileSync(file, 'utf8')], `in ${file.slice(built.length)}`)
    }
  })
})
