import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { json, startUpstream } from '../../support/upstream.ts'
import type { Upstream } from '../../support/upstream.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'sync-command-'))
const MEMBERS = Array.from({ length: 2_000 }, (_, i) => `a-member-without-a-licence-${i}`)

/** A WeCom in which no member has a licence. */
let wecom: Upstream
/** Whether each page of customers has a next one. */
let isEndless = false
beforeAll(async () => {
  wecom = await startUpstream((request, response) => {
    const path = request.url ?? ''
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      if (path.includes('gettoken')) return json(response, { errcode: 0, access_token: 'token', expires_in: 7_200 })
      if (path.includes('get_follow_user_list')) return json(response, { errcode: 0, follow_user: MEMBERS })
      const { userid_list, cursor } = JSON.parse(Buffer.concat(chunks).toString()) as
        { userid_list: string[], cursor: string }
      json(response, {
        errcode: 0, external_contact_list: [], fail_info: { unlicensed_userid_list: userid_list },
        next_cursor: isEndless ? `${cursor}x` : '',
      })
    })
  })
})
afterAll(async () => {
  await wecom.close()
  rmSync(dataDir, { recursive: true })
})

/** @param shell what comes behind the command */
function run(args: string[], shell = ''): Promise<{ code: number | null, stdout: string, stderr: string }> {
  const quoted = [process.execPath, 'cli/sync.ts', ...args].map(one => `'${one}'`).join(' ')
  const child = spawn('bash', ['-c', `set -o pipefail; ${quoted} ${shell}`], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NUXT_WECOM_CORP_ID: 'ww5e1a0c7b39d24f68', NUXT_WECOM_AGENT_ID: '1000002',
      NUXT_WECOM_AGENT_SECRET: '0d3bb34d6cd03d62d47ea1b4afa9f0c1d9e', NUXT_SITE_URL: 'https://sidebar.example.com',
      NUXT_SESSION_PASSWORD: '7d1f6c52a9e84b03bb6ce0f1d2957a3c', NUXT_DATA_DIR: dataDir,
      NUXT_WECOM_API_BASE: wecom.url,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', text => stdout += text)
  child.stderr.setEncoding('utf8').on('data', text => stderr += text)
  return new Promise(resolve => child.once('close', code => resolve({ code, stdout, stderr })))
}

describe('npm run sync', () => {
  it('prints its last line to the end, however long it is and slow its reader', async () => {
    const { code, stdout, stderr } = await run(['--json'], '| (sleep 4; cat)')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const last = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as { event: string, skippedMembers: unknown[] }
    expect(last.event).toBe('complete')
    expect(last.skippedMembers).toHaveLength(MEMBERS.length)
  }, 30_000)

  it('stops after the current page when the reader of its output has gone', async () => {
    isEndless = true
    const { code, stdout, stderr } = await run(['--json'], '| head -n 1')
    isEndless = false
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
    expect(stdout).toContain('"event":"progress"')
  }, 30_000)

  it('says on the other stream that an option is not known', async () => {
    const { code, stdout, stderr } = await run(['--jsno'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('npm run sync')
  }, 30_000)
})
