import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPostgresUrl } from '../../../server/config/postgres-url.ts'
import { parseRedisUrl } from '../../../server/config/redis-address.ts'
import { UrlProblem } from '../../../server/config/server-url.ts'

const nothing = { username: undefined, password: undefined }

describe('S8: parseRedisUrl', () => {
  it.each([
    ['redis://localhost', { kind: 'single', tls: false, nodes: [{ host: 'localhost', port: 6_379 }], ...nothing, db: 0 }],
    ['rediss://u:p%25%2F%3F%23%40@h:7000/3', {
      kind: 'single', tls: true, nodes: [{ host: 'h', port: 7_000 }], username: 'u', password: 'p%/?#@', db: 3,
    }],
    ['redis://:p:q@[::1]:7000', {
      kind: 'single', tls: false, nodes: [{ host: '::1', port: 7_000 }], ...nothing, password: 'p:q', db: 0,
    }],
    ['redis-cluster://:p@a,b:7001', {
      kind: 'cluster', tls: false, nodes: [{ host: 'a', port: 6_379 }, { host: 'b', port: 7_001 }],
      ...nothing, password: 'p', db: 0,
    }],
    ['rediss-sentinel://:p@a,b:7001/mymaster?db=2&sentinelPassword=q', {
      kind: 'sentinel', tls: true, nodes: [{ host: 'a', port: 26_379 }, { host: 'b', port: 7_001 }],
      ...nothing, password: 'p', db: 2, sentinel: { primary: 'mymaster', username: undefined, password: 'q' },
    }],
  ])('reads %s', (url, address) => {
    expect(parseRedisUrl(url)).toEqual(address)
  })

  it.each([
    ['http://h', 'does not begin with redis://'],
    ['h:6379', 'does not begin with redis://'],
    ['redis://', 'has no host'],
    ['redis://:CANARY%zz@h', 'percent-encoded'],
    ['redis://:CAN/ARY@h:6379', 'percent-encoded'],
    ['redis://:CAN#ARY@h:6379', 'percent-encoded'],
    ['redis://:CAN?ARY@h:6379', 'percent-encoded'],
    ['redis://h:99999', 'port'],
    ['redis://h:CANARY', 'port'],
    ['redis://a,b', 'redis-sentinel://'],
    ['redis://h/CANARY', 'database'],
    ['redis://h?CANARY=1', 'parameter'],
    ['redis-cluster://a,b/1', 'cluster has only one'],
    ['redis-sentinel://a,b', 'name of the primary'],
  ])('says what is wrong with %s, without quoting it', (url, words) => {
    expect(() => parseRedisUrl(url)).toThrow(UrlProblem)
    expect(() => parseRedisUrl(url)).toThrow(words)
    expect(() => parseRedisUrl(url)).not.toThrow('CANARY')
  })

  it('reads every password that is percent-encoded, and quotes no password that is not', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
      expect(parseRedisUrl(`redis://:${encodeURIComponent(password)}@h`).password).toBe(password)
      try {
        parseRedisUrl(`redis://:CANARY${password}CANARY@h`)
      }
      catch (problem) {
        expect(problem).toBeInstanceOf(UrlProblem)
        expect((problem as Error).message).not.toContain('CANARY')
      }
    }))
  })
})

describe('S8: checkPostgresUrl', () => {
  it.each([
    'postgres://u:p@h/d', 'postgresql://u:p%2F@h:5432/d?sslmode=verify-full&sslrootcert=/ca.pem',
    'postgres://u@/d?host=/var/run/postgresql', 'postgres://%2Fvar%2Frun/d',
  ])('accepts %s', url => expect(checkPostgresUrl(url)).toBe(url))

  it.each(['postgres://u:a#b@h/d', 'postgres://u:a/b@h/d', 'postgres://u:a%zz@h/d', 'postgres://a,b/d', 'mysql://h/d'])(
    'refuses %s', url => expect(() => checkPostgresUrl(url)).toThrow(UrlProblem),
  )
})
