import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { unloadedParts, WATCH } from '../../../server/notices/unloaded.ts'

describe('C10: the script that waits for the app', () => {
  const parse = (code: string) => new Linter().verify(code, {
    languageOptions: { ecmaVersion: 5, sourceType: 'script' },
  })

  it('is ES5, so that old web views can run it', () => {
    expect(parse(WATCH)).toEqual([])
    expect(parse('var a = () => 1')).not.toEqual([])
  })

  it.each(['zh-CN', 'en'] as const)('comes with both messages in %s', (language) => {
    const { before, script } = unloadedParts(language, 'n0nce')
    expect(before.match(/<template id="[\w-]+"/g)).toEqual(['<template id="unloaded"', '<template id="too-old"'])
    expect(script.match(/<script nonce="n0nce">/g)).toHaveLength(2)
  })
})
