import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DoctorReport } from '../../shared/types/doctor.ts'
import { useBrowser } from './support/browser.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, signIn } from './support/webview.ts'

/** The server checks every ten seconds, and the page asks every five. */
const PATIENCE = { timeout: 90_000 }
const HTML = { headers: { 'accept': 'text/html', 'accept-language': 'en' } }

describe('before anybody can sign in', () => {
  const { newWebview } = useBrowser()
  let stack: Stack
  beforeAll(async () => void (stack = await startStack({ NUXT_ADMIN_USER_IDS: 'wangsiqi' })))
  afterAll(() => stack.close())

  async function printedLink(): Promise<string> {
    const find = () => /\S+\/auth\/setup\?link=[0-9a-f]{64}/.exec(stack.app().output())?.[0]
    await expect.poll(find).toBeDefined()
    const { pathname, search } = new URL(find()!)
    return pathname + search
  }

  it('the printed link shows the cause, and turns green when it is mended', async () => {
    const right = stack.simulator.appCredentials.agentSecret
    await stack.restart({ NUXT_WECOM_AGENT_SECRET: `${right.slice(0, -4)}AAAA` })
    const tab = await newWebview(stack, {}, { locale: 'en-US' })
    const link = await printedLink()
    await tab.page.goto(stack.url + link)
    expect(new URL(tab.page.url()).pathname + new URL(tab.page.url()).search).toBe('/setup')
    const check = tab.page.locator('[data-check=credentials]')
    await expect.poll(() => check.getAttribute('data-status'), PATIENCE).toBe('fail')
    expect(await check.innerText()).toMatch(/Secret/)
    expect(await tab.page.getByText('Ignore').count()).toBe(0)
    expect(await tab.page.content()).not.toContain(right)

    const again = await createWebview(stack).get(link, HTML)
    expect([again.status, await again.text()]).toEqual([403, expect.stringContaining('This link no longer works')])

    // The open page asks while the server restarts.
    tab.problems.expect(/status of 502 .*\/api\/doctor/)
    await stack.restart({ NUXT_WECOM_AGENT_SECRET: right })
    await expect.poll(() => check.getAttribute('data-status'), PATIENCE).toBe('ok')
  })

  it('it opens the doors of the check only, and ends when an admin signs in', async () => {
    await stack.restart()
    const visitor = createWebview(stack)
    expect((await visitor.get('/setup', HTML)).status).toBe(403)
    expect((await visitor.get(await printedLink())).headers.get('location')).toBe('/setup')
    const report = await (await visitor.get('/api/doctor')).json() as DoctorReport
    for (const secret of stack.secrets()) expect(JSON.stringify(report)).not.toContain(secret)
    const again = { method: 'POST', headers: { origin: stack.url } }
    expect((await visitor.get('/api/doctor/runs', again)).status).toBe(204)
    expect((await visitor.get('/api/doctor/runs', { method: 'POST' })).status).toBe(403)
    for (const path of ['/api/tags', '/api/audit', '/api/session']) expect((await visitor.get(path)).status).toBe(401)

    await signIn(stack, { userId: 'wangsiqi' })
    expect((await visitor.get('/setup', HTML)).status).toBe(403)
    expect((await visitor.get('/api/doctor')).status).toBe(401)
    await stack.restart()
    expect(stack.app().output()).not.toContain('/auth/setup')
  })

  it('guesses are limited', async () => {
    await stack.restart({ NUXT_LIMITS: '{"setUpLinks": 2}' })
    const answers: number[] = []
    for (let tries = 0; tries < 21; tries++) {
      answers.push((await createWebview(stack).get(`/auth/setup?link=${'f'.repeat(64)}`)).status)
    }
    expect([answers[0], answers.at(-1)]).toEqual([403, 429])
  })
})
