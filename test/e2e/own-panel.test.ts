import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuditPage } from '../../shared/types/audit.ts'
import type { DoctorReport } from '../../shared/types/doctor.ts'
import type { PanelLine } from '../../shared/types/panel.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { appEnvironment, spawnApp, waitUntilHealthy } from './support/app-process.ts'
import type { AppProcess } from './support/app-process.ts'
import { useBrowser } from './support/browser.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { signIn } from './support/webview.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** What the image is built from. */
const SOURCES = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
  .flatMap(line => line.startsWith('!') ? line.slice(1) : [])

/** A ticket system. */
const calls: { url?: string, authorization?: string }[] = []
const tickets = createServer((request, response) => {
  calls.push({ url: request.url, authorization: request.headers.authorization })
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify([{ number: 'T-7', subject: '桌腿松动', state: 'open' }]))
})

/** Builds the product with the example in panels/, as the guide says. */
async function build(origin: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-own-panel-'))
  for (const name of SOURCES) {
    if (name !== 'panels') cpSync(join(root, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'panels'))
  const example = readFileSync(join(root, 'examples/panels/tickets.ts'), 'utf8')
  writeFileSync(join(folder, 'panels/tickets.ts'), example.replace('https://tickets.example.com', origin))
  const nuxt = join(root, 'node_modules/nuxt/bin/nuxt.mjs')
  await promisify(execFile)(process.execPath, [nuxt, 'build'], { cwd: folder, maxBuffer: 16 * 1024 * 1024 })
  return folder
}

let stack: Stack
let folder: string
let app: AppProcess
beforeAll(async () => {
  await new Promise<void>(resolve => tickets.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(tickets.address() as AddressInfo).port}`
  stack = await startStack()
  folder = await build(origin)
  await stack.app().stop()
  const port = Number(new URL(stack.directUrl).port)
  app = spawnApp({
    ...appEnvironment(stack.simulator, { port, dataDir: stack.dataDir }),
    NUXT_PANELS_ALLOW_PRIVATE: 'true', NUXT_ADMIN_USER_IDS: 'wangsiqi', TICKETS_TOKEN: 'CANARY-tickets-token',
  }, folder)
  await waitUntilHealthy(app, stack.directUrl)
}, 600_000)
afterAll(async () => {
  await app.stop()
  await stack.close()
  tickets.close()
  rmSync(folder, { recursive: true })
})

const { openSidebar } = useBrowser()

it('a file in panels/ is a panel after the build: on screen, on record, in the doctor', async () => {
  const { page } = await openSidebar(stack, { chatId: 'with-unionid' })
  await page.getByText('桌腿松动').waitFor()
  expect(calls).toContainEqual({
    url: `/tickets?customer=${withUnionId.unionId}`, authorization: 'Bearer CANARY-tickets-token',
  })
  const admin = await signIn(stack, { userId: 'wangsiqi' })
  const origin = `http://127.0.0.1:${(tickets.address() as AddressInfo).port}`
  await expect.poll(async () => {
    const query = `action=hand_over_to_panel&customer=${withUnionId.externalUserId}`
    const { records } = await (await admin.get(`/api/audit?${query}`)).json() as AuditPage
    return records.map(({ actor, details }) => ({ actor, details }))
  }).toContainEqual({ actor: 'linxiaotong', details: { panel: 'tickets', fields: ['unionId'], origin } })
  const read = async () => {
    await admin.get('/api/doctor/runs', { method: 'POST', headers: { origin: stack.url } })
    const { checks } = await (await admin.get('/api/doctor')).json() as DoctorReport
    return checks.find(({ id }) => id === 'panels')
  }
  await expect.poll(read, { interval: 1_000 }).toMatchObject({ status: 'ok', evidence: /^tickets: / })
  expect(app.output()).not.toContain('CANARY-tickets-token')
})

it('a system that is down hurts only its own panel', async () => {
  tickets.closeAllConnections()
  await new Promise(resolve => tickets.close(resolve))
  const lin = await signIn(stack)
  const answer = await lin.get(`/api/customers/${withUnionId.externalUserId}/panels`)
  const lines = (await answer.text()).trim().split('\n').map(line => JSON.parse(line) as PanelLine)
  expect(lines).toMatchObject([{ panel: 'tickets', problem: { code: 'panel_unavailable' } }])
  expect((await lin.get(`/api/customers/${withUnionId.externalUserId}`)).status).toBe(200)
})
