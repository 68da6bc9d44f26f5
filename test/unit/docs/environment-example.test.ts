import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { VARIABLES } from '../../../server/config/variables.ts'
import { read } from './read.ts'

describe('.env.example', () => {
  const lines = read('.env.example').split('\n').filter(line => /^[A-Z]/.test(line)).map(line => line.split('='))
  const values = new Map(lines.map(([name, ...value]) => [name, value.join('=')]))
  const variables = Object.values(VARIABLES)

  it('has every variable once, and none that the server does not know', () => {
    const named = lines.map(([name]) => name).filter(name => name?.startsWith('NUXT_'))
    expect(named.sort()).toEqual(variables.map(({ name }) => name).sort())
  })

  it('shows the defaults that are in force', () => {
    for (const { name, default: inForce } of variables) {
      if (inForce && inForce !== '[]') expect(`${name}=${values.get(name)}`).toBe(`${name}=${inForce}`)
    }
  })

  it('S19: shows how to write a value with $, and npm start reads it so', () => {
    const [line = '', value] = /NAME='([^']*\$[^']*)'/.exec(read('.env.example')) ?? []
    expect(value).toContain('$')
    expect(parseEnv(line)).toEqual({ NAME: value })
  })
})
