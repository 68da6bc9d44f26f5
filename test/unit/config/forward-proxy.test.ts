import { describe, expect, it } from 'vitest'
import { forwardProxy } from '../../../server/config/forward-proxy.ts'
import { ConfigError } from '../../../server/config/load-config.ts'

const OWN = 'localhost,127.0.0.1,::1'

describe('S10: forwardProxy', () => {
  it('is none without its variables, or with empty ones', () => {
    expect(forwardProxy({ NO_PROXY: '*' })).toBeUndefined()
    expect(forwardProxy({ HTTPS_PROXY: ' ', http_proxy: '' })).toBeUndefined()
  })

  it.each([
    [{ HTTPS_PROXY: 'http://p:3128' }, { http: '', https: 'http://p:3128', except: OWN }],
    [{ HTTP_PROXY: 'p:3128' }, { http: 'http://p:3128', https: 'http://p:3128', except: OWN }],
    [{ HTTPS_PROXY: 'http://a', https_proxy: 'http://u:p%40@b' }, { http: '', https: 'http://u:p%40@b', except: OWN }],
    [{ https_proxy: 'socks5://p', no_proxy: '.corp, 10.0.0.1' }, {
      http: '', https: 'socks5://p', except: `.corp, 10.0.0.1,${OWN}`,
    }],
  ])('reads %j', (environment, proxy) => {
    expect(forwardProxy(environment)).toEqual(proxy)
  })

  it.each(['ftp://CANARY', 'http://', 'http://u:CANARY%@p', 'http://u:CAN#ARY@p:x', 'http://u:CAN/ARY@p:1'])(
    'names the variable when %s is no address, and quotes nothing of it', (url) => {
      expect(() => forwardProxy({ HTTPS_PROXY: url })).toThrow(ConfigError)
      expect(() => forwardProxy({ HTTPS_PROXY: url })).toThrow(/^HTTPS_PROXY is wrong: /)
      expect(() => forwardProxy({ HTTPS_PROXY: url })).not.toThrow(/CAN|ARY/)
    },
  )
})
