import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newestChange } from '../../../scripts/lib/newest-change.mjs'

let folder: string
const at = (path: string, seconds: number) => utimesSync(join(folder, path), seconds, seconds)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newest-change-'))
  mkdirSync(join(folder, 'pages', 'deep'), { recursive: true })
  writeFileSync(join(folder, 'pages', 'index.vue'), '')
  writeFileSync(join(folder, 'pages', 'deep', 'one.vue'), '')
  for (const path of ['pages/index.vue', 'pages/deep/one.vue', 'pages/deep', 'pages']) at(path, 1_000)
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('newestChange', () => {
  it('finds the newest file at any depth', () => {
    at('pages/deep/one.vue', 2_000)
    expect(newestChange(join(folder, 'pages'))).toBe(2_000_000)
    expect(newestChange(join(folder, 'pages', 'index.vue'))).toBe(1_000_000)
  })

  it('sees that a file was deleted', () => {
    rmSync(join(folder, 'pages', 'deep', 'one.vue'))
    expect(newestChange(join(folder, 'pages'))).toBeGreaterThan(1_000_000)
  })

  it('is 0 for a path that does not exist', () => {
    expect(newestChange(join(folder, 'nothing'))).toBe(0)
  })
})
