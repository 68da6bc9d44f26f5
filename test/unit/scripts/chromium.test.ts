import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findChromium } from '../../../scripts/lib/chromium.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function program(name: string, mode = 0o755): string {
  const file = join(folder, name)
  writeFileSync(file, '#!/bin/sh\n')
  chmodSync(file, mode)
  return file
}

describe('findChromium', () => {
  it('prefers Chromium to Chrome wherever on the PATH they lie', () => {
    const chrome = program('google-chrome')
    const PATH = ['/nowhere', folder].join(delimiter)
    expect(findChromium({ PATH })).toBe(chrome)
    const chromium = program('chromium')
    expect(findChromium({ PATH })).toBe(chromium)
  })

  it('takes CHROMIUM_PATH, and nothing else when that is wrong', () => {
    const own = program('my-browser')
    program('chromium')
    expect(findChromium({ PATH: folder, CHROMIUM_PATH: own })).toBe(own)
    expect(findChromium({ PATH: folder, CHROMIUM_PATH: join(folder, 'missing') })).toBeUndefined()
  })

  it('does not find what is not there', () => {
    expect(findChromium({ PATH: folder })).toBeUndefined()
    expect(findChromium({})).toBeUndefined()
  })
})
