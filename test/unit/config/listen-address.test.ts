import { describe, expect, it } from 'vitest'
import { listenAddress } from '../../../server/config/listen-address.ts'

describe('the address of the server', () => {
  it('is this machine, port 3000, unless told otherwise', () => {
    expect(listenAddress({})).toEqual({ host: '127.0.0.1', port: 3000 })
    expect(listenAddress({ HOST: '', PORT: '' })).toEqual({ host: '127.0.0.1', port: 3000 })
    expect(listenAddress({ HOST: '::', PORT: '0' })).toEqual({ host: '::', port: 0 })
  })

  it('can be set by the names of Nitro', () => {
    expect(listenAddress({ HOST: 'a', PORT: '1', NITRO_HOST: 'b', NITRO_PORT: '2' })).toEqual({ host: 'b', port: 2 })
    expect(listenAddress({ PORT: '1', NITRO_UNIX_SOCKET: '/run/a.sock' })).toEqual({ path: '/run/a.sock' })
  })

  it.each(['x', '65536', '-1', '3000x', '1e3'])('has no port %s', (PORT) => {
    expect(() => listenAddress({ PORT })).toThrow('PORT is wrong')
  })
})
