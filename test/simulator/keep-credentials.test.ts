import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepCredentials } from '../../simulator/keep-credentials.ts'
import { callApi, makeWorld, tokenOf } from './support.ts'

let folder: string
beforeEach(() => folder = mkdtempSync(join(tmpdir(), 'wecom-credentials-')))
afterEach(() => rmSync(folder, { recursive: true }))

describe('kept credentials', () => {
  it('are valid in the next simulator, which gives out the same ones', () => {
    const file = join(folder, 'credentials.json')
    const first = makeWorld()
    keepCredentials(first.credentials, file)
    const token = tokenOf(first)
    const ticket = first.credentials.issue('corp_ticket', undefined, 7200).value

    const next = makeWorld()
    keepCredentials(next.credentials, file)
    const query = { userid: 'linxiaotong', access_token: token }
    expect(callApi(next, '/cgi-bin/user/get', query).body.errcode).toBe(0)
    expect(next.credentials.issue('corp_ticket', undefined, 7200).value).toBe(ticket)
    next.credentials.revoke('access_token')
    expect(readFileSync(file, 'utf8')).toContain('"revoked":true')
    const third = makeWorld()
    keepCredentials(third.credentials, file)
    expect(callApi(third, '/cgi-bin/user/get', query).body.errcode).toBe(40014)
  })
})
