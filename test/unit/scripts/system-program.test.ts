import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CHROMIUM, findProgram, missing, PGBOUNCER, POSTGRES, REDIS_SERVER,
} from '../../../scripts/lib/system-program.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'system-program-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function program(name: string, mode = 0o755): string {
  const file = join(folder, name)
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, mode)
  return file
}

describe('findProgram', () => {
  it('prefers Chromium to Chrome, wherever they are on the PATH', () => {
    const chrome = program('google-chrome')
    const PATH = ['/nowhere', folder].join(delimiter)
    expect(findProgram(CHROMIUM, { PATH })).toBe(chrome)
    const chromium = program('chromium')
    expect(findProgram(CHROMIUM, { PATH })).toBe(chromium)
  })

  it('uses the path in its variable, and finds nothing when that path is wrong', () => {
    const own = program('my-browser')
    program('chromium')
    expect(findProgram(CHROMIUM, { PATH: folder, CHROMIUM_PATH: own })).toBe(own)
    expect(findProgram(CHROMIUM, { PATH: folder, CHROMIUM_PATH: join(folder, 'missing') })).toBeUndefined()
  })

  it('does not find a missing file, a file that cannot run, or another program', () => {
    program('redis-server', 0o644)
    program('chromium')
    expect(findProgram(REDIS_SERVER, { PATH: folder })).toBeUndefined()
    expect(findProgram(REDIS_SERVER, {})).toBeUndefined()
    expect(missing(REDIS_SERVER)).toContain('apt-get install -y --no-install-recommends redis-server')
  })

  it('looks on the PATH first, then in the folder that only administrators have on it', () => {
    const folderOfRoot = join(folder, 'sbin')
    mkdirSync(folderOfRoot)
    const hidden = program(join('sbin', 'pgbouncer'))
    const pgbouncer = { ...PGBOUNCER, folder: folderOfRoot }
    expect(findProgram(pgbouncer, { PATH: folder })).toBe(hidden)
    const onPath = program('pgbouncer')
    expect(findProgram(pgbouncer, { PATH: folder })).toBe(onPath)
  })

  it('looks on the PATH first, then in Debian\'s folder of versions', () => {
    const versions = join(folder, 'versions')
    const bin = join(versions, '15', 'bin')
    mkdirSync(bin, { recursive: true })
    const hidden = program(join('versions', '15', 'bin', 'postgres'))
    const postgres = { ...POSTGRES, versions }
    expect(findProgram(postgres, { PATH: folder })).toBe(hidden)
    const onPath = program('postgres')
    expect(findProgram(postgres, { PATH: folder })).toBe(onPath)
    expect(findProgram({ ...POSTGRES, versions: join(folder, 'missing') }, { PATH: bin })).toBe(hidden)
  })
})
