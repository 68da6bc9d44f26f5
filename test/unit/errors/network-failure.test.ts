import { lookup } from 'node:dns/promises'
import { readFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { fetch } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { networkFailureOf } from '../../../server/errors/network-failure.ts'

describe('S11: networkFailureOf', () => {
  /** Closes every connection with a reset. */
  const resetting = createServer(socket => void socket.once('data', () => socket.resetAndDestroy()))
  let port: number
  beforeAll(async () => {
    await new Promise<void>(resolve => resetting.listen(0, '127.0.0.1', resolve))
    port = (resetting.address() as AddressInfo).port
  })
  afterAll(() => void resetting.close())

  const failureOf = (begin: (fail: (error: Error) => void) => unknown) => new Promise<Error>(resolve => begin(resolve))
  const thrownBy = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error)

  it('knows failures of name lookup, connection and TLS as Node and undici report them', async () => {
    const errors = [
      await thrownBy(lookup('nowhere.invalid')),
      await failureOf(fail => connect(1, '127.0.0.1').once('error', fail)),
      await failureOf(fail => connectTls(port, '127.0.0.1').once('error', fail)),
      await thrownBy(fetch(`http://127.0.0.1:${port}`)),
      await thrownBy(fetch(`https://127.0.0.1:${port}`)),
    ]
    const known = { code: expect.any(String), isCertificate: false }
    expect(errors.map(error => networkFailureOf(error))).toEqual(errors.map(() => known))
  })

  it.each([
    'EAI_AGAIN', 'EAI_FAIL', 'ENOTFOUND', 'ESERVFAIL', 'ETIMEOUT', 'ECONNRESET', 'EHOSTUNREACH', 'ENETDOWN', 'EPIPE',
    'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'HPE_INVALID_CONSTANT',
  ])('%s is one, however deep it lies', (code) => {
    const failure = { code, isCertificate: false }
    const error = Object.assign(new Error('message with an address'), { code })
    expect(networkFailureOf(error)).toEqual(failure)
    expect(networkFailureOf(new TypeError('fetch failed', { cause: error }))).toEqual(failure)
    expect(networkFailureOf(new AggregateError([new Error('no code'), error]))).toEqual(failure)
  })

  it.each([
    'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_TLS_CERT_ALTNAME_INVALID',
  ])('%s is about a certificate', (code) => {
    expect(networkFailureOf(Object.assign(new Error(), { code }))).toEqual({ code, isCertificate: true })
  })

  it('is not misled by files, mistakes of ours and other codes', async () => {
    const errors = [
      await thrownBy(readFile('/nowhere/at/all')),
      Object.assign(new Error(), { code: '42501' }),
      Object.assign(new Error(), { code: 'ERR_INVALID_ARG_TYPE' }),
      new TypeError('x is not a function'),
      'ECONNRESET',
      undefined,
    ]
    expect(errors.map(error => networkFailureOf(error))).toEqual(errors.map(() => undefined))
  })

  it('ends, also when an error causes itself', () => {
    const error = new Error('round')
    error.cause = error
    expect(networkFailureOf(error)).toBeUndefined()
  })
})
