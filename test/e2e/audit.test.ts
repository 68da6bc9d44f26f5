import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditPage, AuditRecord } from '../../shared/types/audit.ts'
import type { CustomerPage } from '../../shared/types/customer.ts'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import { stranger, withUnionId } from '../../simulator/scenarios/default/customers.ts'
import { wangSiqi } from '../../simulator/scenarios/default/members.ts'
import { describeWithRedis } from '../support/describe-with-redis.ts'
import { describeWithPostgres, startPostgresServer } from '../support/postgres-server.ts'
import { SESSION_PASSWORD } from './support/app-process.ts'
import { runAudit } from './support/audit-command.ts'
import { expectPrinted } from './support/expect-printed.ts'
import { startFleet } from './support/fleet.ts'
import { startOwnStack } from './support/own-stack.ts'
import { assertNone, startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { askAsSystem } from './support/system.ts'
import { openWecom, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

const customer = withUnionId.externalUserId
const path = `/api/customers/${customer}`
const ADMIN = { NUXT_ADMIN_USER_IDS: 'wangsiqi' }
const crm = {
  id: 'crm',
  secret: 'CANARY-secret-of-the-crm-7Qm2vX9rT4kZ',
  scopes: ['identities:read', 'identities:link', 'identities:decide', 'identities:export', 'identities:erase'],
}
const NEW_PASSWORD = randomBytes(24).toString('hex')

const post = (stack: Pick<Stack, 'url'>, webview: Webview, url: string, body?: object, method = 'POST') =>
  webview.get(url, {
    method, headers: { 'origin': stack.url, 'content-type': 'application/json' }, body: body && JSON.stringify(body),
  })

/** The rows that the command finds, the newest first. */
async function recordsOf(stack: Pick<Stack, 'simulator' | 'dataDir'>, id: string): Promise<AuditRecord[]> {
  const { code, stdout, stderr } = await runAudit(stack, ['who', id, '--json'])
  expect([code, stderr.includes('rror')]).toEqual([0, false])
  return stdout.split('\n').filter(Boolean).map(line => JSON.parse(line) as AuditRecord)
}

/** Waits for a row, and returns it: most rows are written within a second after the answer. */
async function expectRecord(stack: Stack, id: string, wanted: Partial<AuditRecord>): Promise<void> {
  await expect.poll(() => recordsOf(stack, id)).toContainEqual(expect.objectContaining(wanted))
}

describe('the audit', () => {
  let stack: Stack
  let lin: Webview
  let wang: Webview
  beforeAll(async () => {
    stack = await startStack({ ...ADMIN, NUXT_API_KEYS: JSON.stringify([crm]), NUXT_TRUSTED_PROXIES: '127.0.0.1,::1' })
    lin = await signIn(stack)
    wang = await signIn(stack, { userId: 'wangsiqi' })
  })
  afterAll(() => stack.close())

  const search = async (query: string, by = wang): Promise<AuditPage> => {
    const answer = await by.get(`/api/audit?${query}`)
    expect(answer.status).toBe(200)
    return await answer.json() as AuditPage
  }
  const expectAction = async (query: string, wanted: object) =>
    expect.poll(async () => (await search(query)).records).toContainEqual(expect.objectContaining(wanted))

  it('answers who saw a customer, by the command and by the page', async () => {
    await lin.get(path)
    await lin.get(path)
    await lin.get(`${path}/identities`)
    await post(stack, lin, `${path}/mobiles`)
    const actor = 'linxiaotong'
    await expectRecord(stack, customer, { action: 'view_customer', actor, count: 2, result: 'ok' })
    await expectRecord(stack, customer, { action: 'view_identities', actor })
    await expectRecord(stack, customer, { action: 'reveal_mobiles', actor })
    const { records } = await search(`customer=${customer}&actor=linxiaotong`)
    expect(records).toEqual((await recordsOf(stack, customer)).filter(row => row.actor === actor))
    expect((await search(`customer=${customer}&from=2020-01-01&to=2020-02-01`)).records).toEqual([])
  })

  it('records sign-ins, lists, groups, edits and refusals', async () => {
    const { customers } = await (await lin.get('/api/customers')).json() as CustomerPage
    await lin.get(`/api/groups/${decorationGroup.chatId}`)
    await post(stack, lin, path, { before: {}, after: { description: 'x' } }, 'PATCH')
    await lin.get('/api/customers/wmSomebodyElse')
    const asked = await post(stack, lin, `/api/customers/${stranger.externalUserId}/followers`)
    expect(await asked.json()).toEqual([{ userId: wangSiqi.userId, name: wangSiqi.name }])
    await expectRecord(stack, stranger.externalUserId, { action: 'ask_followers', actor: 'linxiaotong' })
    expect((await post(stack, lin, '/api/customers/wmUnknown/followers')).status).toBe(404)
    const question = expect.objectContaining({ action: 'ask_followers', actor: 'linxiaotong', result: 'ok' }) as object
    expect(await recordsOf(stack, 'wmUnknown')).toContainEqual(question)
    await lin.get('/api/audit')
    const foreign = { origin: 'https://evil.example' }
    await lin.get(`${stack.directUrl}${path}/mobiles`, { method: 'POST', headers: foreign })
    const leaving = await signIn(stack)
    await post(stack, leaving, '/auth/logout')
    await openWecom(stack).get('/auth/callback?code=c&state=s')
    const by = 'actor=linxiaotong'
    await expectAction(by, { action: 'sign_in', result: 'ok', details: { method: 'oauth2' } })
    await expectAction(by, { action: 'sign_out' })
    await expectAction(by, { action: 'list_customers', details: { page: 'first', customers: customers.length } })
    await expectAction(by, { action: 'view_group', subject: expect.stringMatching(/^[0-9a-f]{16}$/) })
    await expectAction(by, { action: 'change_notes', details: { fields: ['description'] } })
    await expectAction(by, { action: 'refused', result: 'customer_not_found' })
    await expectAction(by, { action: 'refused', result: 'admin_required' })
    await expectAction(by, { action: 'refused', result: 'cross_site_request' })
    await expectAction('action=sign_in', { actor: '', result: 'state_refused' })
  })

  it('records what systems do, and the key that a refused request claimed', async () => {
    const ask = (method: string, url: string, body?: object, by: typeof crm = crm) =>
      askAsSystem(stack.directUrl, by, method, url, body)
    await ask('GET', `/api/identities/${withUnionId.unionId}`)
    await ask('POST', '/api/identities/lookup', { externalUserIds: [customer, 'wmOther'] })
    await ask('GET', '/api/identities/changes')
    await ask('GET', `/api/identities/${withUnionId.unionId}/export`)
    await ask('GET', '/api/identities/changes', undefined, { ...crm, secret: 'wrong' })
    await ask('GET', '/api/identities/changes', undefined, { ...crm, id: 'intruder' })
    const actor = 'api-key:crm'
    for (const action of ['read_identity', 'look_up_identities', 'export_identity'] as const) {
      await expectRecord(stack, customer, { action, actor })
    }
    await expectAction('action=read_identity_changes', { actor, result: 'ok' })
    const door = 'GET /api/identities/changes'
    for (const claimedKey of ['crm', 'unknown']) {
      await expectAction('action=refused', { result: 'api_key_refused', actor: '', details: { door, claimedKey } })
    }
  })

  it('records a limit that is reached; malformed input is in the log', async () => {
    const zhao = await signIn(stack, { userId: 'zhaoguoqiang' })
    const ids = Array.from({ length: 31 }, (_, index) => `wmInvented${index}`)
    const answers = await Promise.all(ids.map(id => zhao.get(`/api/customers/${id}`)))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
    await expectAction('actor=zhaoguoqiang', { action: 'limit_hit', result: 'too_many_requests' })
    await zhao.get('/api/customers/%00')
    await expectPrinted(stack.app(), /"status":400,[^\n]*"userId":"zhaoguoqiang","code":"invalid_request"/)
  })

  it('writes the address of the client as known proxies tell it', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' }
    await fetch(`${stack.directUrl}/api/identities/changes`, { headers: { ...headers, 'x-api-key': 'claimed' } })
    await expectAction('action=refused', { result: 'api_key_refused', network: '198.51.100.7' })
  })

  it('exports what the page shows, which is itself on record', async () => {
    const csv = await wang.get('/api/audit/export?action=reveal_mobiles')
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"')
    const [head, ...lines] = (await csv.text()).trimEnd().split('\r\n')
    expect(head).toBe('seq,at,lastAt,count,action,actor,subject,result,details,requestId,network')
    expect(lines.every(line => line.includes(',reveal_mobiles,linxiaotong,'))).toBe(true)
    const ndjson = await wang.get('/api/audit/export?format=ndjson&action=reveal_mobiles')
    const rows = (await ndjson.text()).trimEnd().split('\n').map(line => JSON.parse(line) as AuditRecord)
    expect(rows).toEqual((await search('action=reveal_mobiles')).records)
    expect(rows).toHaveLength(lines.length)
    const details = { filter: ['action=reveal_mobiles'], format: 'csv' }
    await expectAction('action=export_audit', { actor: 'wangsiqi', details })
    await expectAction('action=read_audit', { actor: 'wangsiqi', details: { filter: ['action=reveal_mobiles'] } })
  })

  it('gives older rows by cursor', async () => {
    const all = await search('')
    const pages: AuditRecord[] = [...all.records]
    for (let cursor = all.cursor; cursor;) {
      const page = await search(`cursor=${cursor}`)
      pages.push(...page.records)
      cursor = page.cursor
    }
    const seqs = pages.map(({ seq }) => seq)
    expect(seqs).toEqual([...new Set(seqs)])
    // Sorted by time: what happened at the same moment may be written the other way round.
    expect(Math.min(...seqs)).toBe(1)
  })

  it('is for admins only, and checks its input', async () => {
    expect((await lin.get('/api/audit')).status).toBe(404)
    expect((await lin.get('/api/audit/export')).status).toBe(404)
    for (const query of ['action=all', 'from=yesterday', 'cursor=1', 'customer=a%20b', 'actor=a&actor=b']) {
      expect((await wang.get(`/api/audit?${query}`)).status).toBe(400)
    }
  })

  it('holds no id, and is printed as it is stored', async () => {
    const { stdout } = await runAudit(stack, ['export', '--format', 'ndjson'])
    assertNone([customer, withUnionId.unionId!, decorationGroup.chatId], [stdout, stack.app().output()], 'recorded')
    const { stdout: pseudonym } = await runAudit(stack, ['pseudonym', customer])
    expect(pseudonym).toMatch(/^[0-9a-f]{16}\n$/)
    const line = `"action":"reveal_mobiles","actor":"linxiaotong","subject":"${pseudonym.trim()}"`
    await expectPrinted(stack.app(), new RegExp(line))
  })
})

it('is written at every log level', async () => {
  const stack = await startOwnStack({ NUXT_LOG_LEVEL: 'silent' })
  await post(stack, await signIn(stack), `${path}/mobiles`)
  await expectPrinted(stack.app(), /"action":"reveal_mobiles","actor":"linxiaotong"/)
  expect(stack.app().output()).not.toContain('"route"')
})

it('survives kill -9 and a new session password, and shows that an old database was put back', async () => {
  const stack = await startOwnStack()
  await post(stack, await signIn(stack), `${path}/mobiles`)
  await stack.restart()
  const [before] = await recordsOf(stack, customer)
  expect(before).toMatchObject({ action: 'reveal_mobiles' })
  const good = /^All \d+ rows are as they were written\. Checkpoint: \{.+\}\n$/
  expect(await runAudit(stack, ['verify'])).toMatchObject({ code: 0, stdout: expect.stringMatching(good) })

  const passwords = `${NEW_PASSWORD},${SESSION_PASSWORD}`
  await stack.restart({ NUXT_SESSION_PASSWORD: passwords })
  await post(stack, await signIn(stack), `${path}/mobiles`)
  await stack.restart({ NUXT_SESSION_PASSWORD: NEW_PASSWORD })
  const rotated = { NUXT_SESSION_PASSWORD: NEW_PASSWORD }
  const after = (await runAudit(stack, ['who', customer, '--json'], rotated)).stdout.trimEnd().split('\n')
  expect(new Set(after.map(line => (JSON.parse(line) as AuditRecord).subject))).toEqual(new Set([before!.subject]))
  expect(after.length).toBeGreaterThan(1)
  const unreadable = expect.stringContaining('audit_key_unreadable')
  expect(await runAudit(stack, ['verify'])).toMatchObject({ code: 1, stderr: unreadable })

  const copy = mkdtempSync(join(tmpdir(), 'audit-copy-'))
  await stack.app().stop()
  cpSync(stack.dataDir, copy, { recursive: true })
  await stack.restart()
  await post(stack, await signIn(stack), `${path}/mobiles`)
  await stack.app().stop()
  const line = stack.app().output().split('\n').findLast(one => one.includes('"audit checkpoint"'))!
  expect(await runAudit(stack, ['verify', '--checkpoint', line], rotated)).toMatchObject({ code: 0 })
  for (const file of ['sidebar.sqlite', 'sidebar.sqlite-wal', 'sidebar.sqlite-shm']) {
    rmSync(join(stack.dataDir, file), { force: true })
  }
  cpSync(join(copy, 'sidebar.sqlite'), join(stack.dataDir, 'sidebar.sqlite'))
  rmSync(copy, { recursive: true })
  const older = { code: 2, stdout: expect.stringContaining('the database is older than the checkpoint') }
  // By itself, from the checkpoint beside the database, and from the log.
  expect(await runAudit(stack, ['verify'], rotated)).toMatchObject(older)
  expect(await runAudit(stack, ['verify', '--checkpoint', line], rotated)).toMatchObject(older)
})

it('breaks an export off that cannot be read to its end, and logs why', async () => {
  const stack = await startOwnStack({ ...ADMIN })
  const wang = await signIn(stack, { userId: 'wangsiqi' })
  await expect.poll(async () => (await wang.get('/api/audit/export')).text()).toContain(',sign_in,wangsiqi,')
  const database = new DatabaseSync(join(stack.dataDir, 'sidebar.sqlite'))
  database.exec('UPDATE audit_row SET details = \'unreadable\' WHERE seq = 1')
  database.close()
  // The proxy cuts its answer, too; or it makes an error of its own, when nothing has come before the cut.
  async function isWhole() {
    const answer = await wang.get('/api/audit/export')
    await answer.text()
    return answer.ok
  }
  expect(await isWhole().catch(() => false)).toBe(false)
  await expectPrinted(stack.app(), /"route":"\/api\/audit\/export","status":500,[^\n]*"code":"internal"/)
})

it('stops a server that cannot open its key, and says what to do', async () => {
  const stack = await startOwnStack()
  await signIn(stack)
  // It may answer for a moment, until it has read the key.
  const outcome = await stack.restart({ NUXT_SESSION_PASSWORD: NEW_PASSWORD })
    .then(() => stack.app().ended.then(() => stack.app().output()), String)
  expect(outcome).toContain('add the earlier one after a comma')
})

describeWithPostgres('without its database', () => {
  it('refuses to reveal numbers, to tell followers, to export and to erase, and still shows profiles', async () => {
    const server = await startPostgresServer()
    const stack = await startOwnStack({
      NUXT_DATABASE_URL: await server.createDatabase(), NUXT_API_KEYS: JSON.stringify([crm]),
    })
    const lin = await signIn(stack)
    await post(stack, lin, `${path}/mobiles`)
    await server.kill()
    expect((await lin.get(path)).status).toBe(200)
    expect((await post(stack, lin, `${path}/mobiles`)).status).toBe(503)
    expect((await post(stack, lin, `/api/customers/${stranger.externalUserId}/followers`)).status).toBe(503)
    const person = `/api/identities/${withUnionId.unionId}`
    expect((await askAsSystem(stack.directUrl, crm, 'GET', `${person}/export`)).status).toBe(503)
    expect((await askAsSystem(stack.directUrl, crm, 'DELETE', person)).status).toBe(503)
    // The other sink has the view all the same.
    await expectPrinted(stack.app(), /"action":"view_customer","actor":"linxiaotong"/)
    await server.close()
  })
})

describeWithRedis('of four servers', () => {
  it('is one chain', async () => {
    const fleet = await startFleet(4)
    const lin = await signIn(fleet)
    const unknown = Array.from({ length: 28 }, (_, i) => `${fleet.origins[i % 4]}/api/customers/wmUnknown${i}`)
    await Promise.all(unknown.map(url => lin.get(url)))
    await Promise.all(fleet.origins.map(origin => lin.get(`${origin}${path}`)))
    await Promise.all([0, 1, 2, 3].map(process => fleet.app(process).stop()))
    const environment = { NUXT_REDIS_URL: fleet.redis.url }
    const { code, stdout } = await runAudit(fleet, ['export', '--format', 'ndjson'], environment)
    const rows = stdout.trimEnd().split('\n').map(line => JSON.parse(line) as AuditRecord)
    expect(code).toBe(0)
    expect(rows.filter(({ result }) => result === 'customer_not_found')).toHaveLength(28)
    // Four processes, but one member and one customer.
    expect(rows.filter(({ action }) => action === 'view_customer')).toEqual([expect.objectContaining({ count: 4 })])
    expect(await runAudit(fleet, ['verify'], environment)).toMatchObject({ code: 0 })
    await fleet.close()
  })
})
