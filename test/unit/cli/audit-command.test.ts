import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../../cli/audit/commands.ts'
import { openAudit } from '../../../cli/audit/open-audit.ts'
import { appendRows } from '../../../server/audit/append.ts'
import { toRow } from '../../../server/audit/entry.ts'
import { loadConfig } from '../../../server/config/load-config.ts'
import { AppError } from '../../../server/errors/app-error.ts'
import { entry } from '../../support/audit-entries.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const ROWS = 3_000
const dataDir = mkdtempSync(join(tmpdir(), 'audit-command-'))
const environment = {
  NUXT_WECOM_CORP_ID: 'ww5e1a0c7b39d24f68', NUXT_WECOM_AGENT_ID: '1000002',
  NUXT_WECOM_AGENT_SECRET: '0d3bb34d6cd03d62d47ea1b4afa9f0c1d9e', NUXT_SITE_URL: 'https://sidebar.example.com',
  NUXT_SESSION_PASSWORD: '7d1f6c52a9e84b03bb6ce0f1d2957a3c', NUXT_DATA_DIR: dataDir,
}

beforeAll(async () => {
  const { database, corpId, openKeys, close } = openAudit(loadConfig(environment))
  const keys = await openKeys()
  const rows = Array.from({ length: ROWS }, (_, i) =>
    toRow(entry({ action: 'reveal_mobiles', subject: 'wm1', at: Date.UTC(2026, 2, 1) + i }), keys.pseudonym))
  await database.run(query => query.transaction().execute(transaction =>
    appendRows(transaction, { corpId, keys }, rows)))
  await close()
}, 30_000)
afterAll(() => rmSync(dataDir, { recursive: true }))

/** @param shell what comes behind the command */
function run(args: string[], shell = ''): Promise<{ code: number | null, stdout: string, stderr: string }> {
  const quoted = [process.execPath, 'cli/audit.ts', ...args].map(one => `'${one}'`).join(' ')
  const child = spawn('bash', ['-c', `set -o pipefail; ${quoted} ${shell}`], {
    cwd: root, env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', text => stdout += text)
  child.stderr.setEncoding('utf8').on('data', text => stderr += text)
  return new Promise(resolve => child.once('close', code => resolve({ code, stdout, stderr })))
}

describe('npm run audit', () => {
  it.each([[['who', 'wm1']], [['export']]])('ends without a word when its reader has gone: %j', async (args) => {
    const { code, stdout, stderr } = await run(args, '| head -n 1')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.split('\n')).toHaveLength(2)
  }, 30_000)

  it.each([[['who', 'wm1']], [['export']]])('says that a disk is full: %j', async (args) => {
    const { code, stderr } = await run(args, '> /dev/full')
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'The output cannot be written (ENOSPC).\n' })
  }, 30_000)

  it('prints all rows into a pipe, however long they are', async () => {
    const { code, stdout } = await run(['export', '--format', 'ndjson'], '| (sleep 1; cat)')
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(ROWS)
  }, 30_000)

  it('says what is wrong with the command line, and nothing on standard output', async () => {
    const { code, stdout, stderr } = await run(['who', 'wm1', '--from', '1.12.2026'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('--from')
  }, 30_000)

  it('does not find a database right because a log has no checkpoint', async () => {
    const log = join(dataDir, 'other.log')
    writeFileSync(log, '{"level":30,"msg":"audit"}\n')
    for (const file of [log, join(dataDir, 'nowhere.log')]) {
      const { code, stdout, stderr } = await run(['verify', '--checkpoint', file])
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toContain(file)
    }
  }, 30_000)
})

it('a check without the kept checkpoint says so', async () => {
  const audit = openAudit(loadConfig(environment))
  const warnings: string[] = []
  const keptCheckpoint = () => Promise.reject(new AppError('store_unavailable'))
  const verdict = await verify({ ...audit, keptCheckpoint }, [], text => warnings.push(text))
  expect(verdict).toEqual({ rows: ROWS, head: expect.stringMatching(/^[0-9a-f]{64}$/) as string, expired: 0 })
  expect(warnings).toEqual([expect.stringContaining('NUXT_REDIS_URL')])
  expect(await verify(audit, [], text => warnings.push(text))).toMatchObject({ rows: ROWS })
  expect(warnings).toHaveLength(1)
  await audit.close()
}, 30_000)
