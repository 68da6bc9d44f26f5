import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'undici'
import { afterAll, describe, expect, it } from 'vitest'
import { spawnApp } from './support/app-process.ts'
import { diagnose } from './support/doctor.ts'
import { expectPrinted } from './support/expect-printed.ts'

const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-boot-'))
afterAll(() => rmSync(folder, { recursive: true }))

const complete = {
  NUXT_WECOM_CORP_ID: 'ww5e1a0c7b39d24f68',
  NUXT_WECOM_AGENT_ID: '1000002',
  NUXT_WECOM_AGENT_SECRET: 'CANARY-secret-of-the-agent',
  NUXT_SITE_URL: 'https://sidebar.example.com',
  NUXT_SESSION_PASSWORD: 'CANARY-password-of-the-boot-7Qm2vX9rT4kZ',
  NUXT_DATA_DIR: join(folder, 'data'),
  HOST: '127.0.0.1',
  PORT: '0',
}

/** Runs the built server until it ends. */
async function outcomeOf(environment: Record<string, string>) {
  const app = spawnApp(environment)
  const patience = setTimeout(() => app.stop('SIGKILL'), 40_000)
  await app.ended
  clearTimeout(patience)
  return { exitCode: app.exitCode(), output: app.output() }
}

describe('boot', () => {
  it('stops with one line per missing variable', async () => {
    const { exitCode, output } = await outcomeOf({})
    expect(exitCode).toBe(1)
    const lines = output.split('\n').filter(line => line.startsWith('  - NUXT_'))
    expect(lines.map(line => /NUXT_\w+/.exec(line)![0])).toEqual([
      'NUXT_WECOM_CORP_ID', 'NUXT_WECOM_AGENT_ID', 'NUXT_WECOM_AGENT_SECRET', 'NUXT_SITE_URL', 'NUXT_SESSION_PASSWORD',
    ])
  })

  it('says the same as the doctor, and leads to it in both languages', async () => {
    const { output } = await outcomeOf({})
    const lines = output.split('\n').filter(line => line.startsWith('  - NUXT_')).map(line => line.slice(4))
    const { checks: [config] } = await diagnose({})
    expect(config!.evidence!.split('\n')).toEqual(lines)
    expect(output).toMatch(/npm run doctor\n配置检查.*--lang zh-CN/)
    expect(output).toMatch(/: node \.output\/server\/doctor\.mjs;/)
    const inChinese = await diagnose({}, { args: ['--lang', 'zh-CN'] })
    expect(inChinese.checks[0]!.evidence).toMatch(/^NUXT_WECOM_CORP_ID 未填写：.*企业ID/)
  })

  it('treats an empty variable as missing, and prints no value', async () => {
    const { exitCode, output } = await outcomeOf({
      ...complete,
      NUXT_WECOM_CORP_ID: '',
      NUXT_SITE_URL: 'CANARY-not-a-url',
      NUXT_WECHAT_APPS: '[CANARY',
    })
    expect(exitCode).toBe(1)
    expect(output.match(/ {2}- /g)).toHaveLength(3)
    expect(output).not.toContain('CANARY')
    expect(output).not.toMatch(/\n\s+at /)
  })

  it.each([
    ['a folder below a file', 'NUXT_DATA_DIR', 'a part of the path is a file', (data: string) => {
      writeFileSync(data, '')
      return { NUXT_DATA_DIR: join(data, 'below') }
    }],
    ['a damaged file', 'NUXT_DATA_DIR', 'sidebar.sqlite (26): it is no SQLite file', (data: string) => {
      mkdirSync(data)
      writeFileSync(join(data, 'sidebar.sqlite'), 'CANARY'.repeat(1_000))
      return { NUXT_DATA_DIR: data }
    }],
    ['a folder in place of a file', 'NUXT_DATA_DIR', 'key-value.sqlite (14): this process may', (data: string) => {
      mkdirSync(join(data, 'key-value.sqlite'), { recursive: true })
      return { NUXT_DATA_DIR: data }
    }],
    ['a bad password of PostgreSQL', 'NUXT_DATABASE_URL', 'percent-encoded', () => (
      { NUXT_DATABASE_URL: 'postgres://u:CAN#ARY@localhost/d' }
    )],
    ['a bad password of Redis', 'NUXT_REDIS_URL', 'percent-encoded', () => (
      { NUXT_REDIS_URL: 'redis://:CANARY%@localhost' }
    )],
  ])('S9: %s stops the start with the true cause and the variable', async (name, variable, cause, prepare) => {
    const { exitCode, output } = await outcomeOf({ ...complete, ...prepare(join(folder, name)) })
    expect(exitCode).toBe(1)
    expect(output.match(/ {2}- NUXT_\w+/g)).toEqual([`  - ${variable}`])
    expect(output).toContain(cause)
    expect(output).not.toContain('CANARY')
    expect(output).not.toMatch(/\n\s+at /)
  })

  it('refuses a weak password and clear text to other machines, each with one line', async () => {
    const { exitCode, output } = await outcomeOf({ ...complete, NUXT_SESSION_PASSWORD: 'a'.repeat(32) })
    expect(exitCode).toBe(1)
    expect(output.match(/ {2}- NUXT_SESSION_PASSWORD is wrong: /g)).toHaveLength(1)
    const clear = await outcomeOf({ ...complete, NUXT_SITE_URL: 'http://sidebar.example.com' })
    expect(clear.exitCode).toBe(1)
    expect(clear.output).toMatch(/ {2}- NUXT_SITE_URL is not encrypted .*NUXT_ALLOW_INSECURE_HTTP=1/)
  })

  it('says which of its port and host is wrong when it cannot listen', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const inUse = await outcomeOf({ ...complete, PORT: String(port) })
    other.close()
    expect(inUse.exitCode).toBe(1)
    expect(inUse.output).toContain(`wecom-sidebar cannot start:\n  - PORT ${port} is in use on 127.0.0.1. `)
    const elsewhere = await outcomeOf({ ...complete, HOST: '192.0.2.1' })
    expect(elsewhere.exitCode).toBe(1)
    expect(elsewhere.output).toContain('\n  - HOST 192.0.2.1 is no address of this machine.\n')
    expect(inUse.output + elsewhere.output).not.toMatch(/\n\s+at |"stack"/)
  })

  it('listens on this machine only unless told otherwise, and names each connection in clear text', async () => {
    const { HOST: _, ...withoutHost } = complete
    const app = spawnApp({
      ...withoutHost,
      NUXT_SITE_URL: 'https://sidebar.example.com,http://intranet.example.com',
      NUXT_ALLOW_INSECURE_HTTP: '1',
    })
    try {
      await expectPrinted(app, /Listening on http:\/\/127\.0\.0\.1:\d+/)
      await expectPrinted(app, /"level":40.*"variable":"NUXT_SITE_URL"/)
      const url = /Listening on (http:\S+)/.exec(app.output())![1]!
      const transportOf = async (host: string) => {
        const { headers } = await request(new URL('/healthz', url), { headers: { host } })
        return headers['strict-transport-security']
      }
      expect(await transportOf('sidebar.example.com')).toBe('max-age=31536000; includeSubDomains')
      expect(await transportOf('intranet.example.com')).toBeUndefined()
    }
    finally {
      await app.stop('SIGKILL')
    }
  })
})
