import { describe, expect, it } from 'vitest'
import { read } from './read.ts'

describe('the container image', () => {
  const instructions = read('Dockerfile').split('\n').map(line => line.split(' '))
  const argumentsOf = (name: string) => instructions.filter(([one]) => one === name).map(([, value]) => value)

  it('S20: takes each stage from NODE_IMAGE, which compose passes on with the same default', () => {
    expect(new Set(argumentsOf('FROM'))).toEqual(new Set(['${NODE_IMAGE}']))
    const [name, byDefault] = argumentsOf('ARG')[0]!.split('=')
    expect(name).toBe('NODE_IMAGE')
    expect(byDefault).toMatch(/^node:[\d.]+-slim@sha256:[\da-f]{64}$/)
    expect(read('compose.yml')).toContain(`NODE_IMAGE: \${NODE_IMAGE:-${byDefault}}`)
  })
})
