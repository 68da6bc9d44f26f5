import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionPassword } from '../../../scripts/lib/session-password.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'session-password-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('sessionPassword', () => {
  it('is made once for each data folder, is long enough, and only its owner can read it', () => {
    const dataDir = join(folder, 'new', 'demo')
    const password = sessionPassword(dataDir)
    expect(password).toMatch(/^[0-9a-f]{64}$/)
    expect(sessionPassword(dataDir)).toBe(password)
    expect(sessionPassword(join(folder, 'other'))).not.toBe(password)
    expect(statSync(join(dataDir, 'session-password')).mode & 0o777).toBe(0o600)
  })
})
