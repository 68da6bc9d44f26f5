import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, describe, expect, it } from 'vitest'
import { SESSION_PASSWORD } from './support/app-process.ts'
import { startOwnStack } from './support/own-stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const NEW_PASSWORD = 'CANARY-new-password-7Qm2vX9rT4kZ'

describe('a session after a restart with other settings', () => {
  let stack: Stack
  let webview: Webview
  beforeEach(async () => {
    stack = await startOwnStack()
    webview = await signIn(stack)
    stack.simulator.world.log.clear()
  })
  const status = async () => (await webview.get('/api/session')).status

  it('is not valid for another app on the same store', async () => {
    const { agentId } = stack.simulator.appCredentials
    await stack.restart({ NUXT_WECOM_AGENT_ID: '1000099' })
    expect(await status()).toBe(401)
    await stack.restart({ NUXT_WECOM_AGENT_ID: agentId, NUXT_WECOM_CORP_ID: 'ww0000000000000099' })
    expect(await status()).toBe(401)
    await stack.restart({ NUXT_WECOM_CORP_ID: stack.simulator.appCredentials.corpId })
    expect(await status()).toBe(200)
  })

  it('survives a change of the password while the old one is still configured', async () => {
    await stack.restart({ NUXT_SESSION_PASSWORD: `${NEW_PASSWORD},${SESSION_PASSWORD}` })
    expect(await status()).toBe(200)
    expect((await webview.get('/api/customers')).status).toBe(200)
    expect(stack.calls('gettoken')).toBe(0)
    const later = await signIn(stack)
    await stack.restart({ NUXT_SESSION_PASSWORD: NEW_PASSWORD })
    expect((await later.get('/api/session')).status).toBe(200)
  })

  it('and the credentials are unknown with another password, and made again', async () => {
    await stack.app().stop()
    // As docs/operating.md says for a password that is lost: a new audit begins.
    const database = new DatabaseSync(join(stack.dataDir, 'sidebar.sqlite'))
    for (const table of ['audit_key', 'audit_head', 'audit_row', 'audit_gap']) database.exec(`DELETE FROM ${table}`)
    database.close()
    await stack.restart({ NUXT_SESSION_PASSWORD: NEW_PASSWORD })
    expect(await status()).toBe(401)
    webview = await signIn(stack)
    expect((await webview.get('/api/customers')).status).toBe(200)
    expect(stack.calls('gettoken')).toBe(1)
    expect(stack.app().output()).not.toMatch(/"code":"internal"|unhandled|uncaught/i)
  })
})
