import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createClientAddress, networkOf } from '../../../server/auth/client-address.ts'

const clientOf = createClientAddress(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32'])

describe('the client\'s address', () => {
  it.each([
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', 'forged, 198.51.100.1, 10.9.9.9', '198.51.100.1'],
    ['10.0.0.1', '9.9.9.9, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', '9.9.9.9, rubbish', '10.0.0.1'],
    ['2001:db8::1', '2400:cb00::5', '2400:cb00::5'],
    ['10.0.0.1', undefined, '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1:51234', '198.51.100.1'],
    ['10.0.0.1', '[2400:cb00::5]:51234, 10.9.9.9:80', '2400:cb00::5'],
    ['10.0.0.1', '[2400:cb00::5]', '2400:cb00::5'],
    ['10.0.0.1', '[::ffff:198.51.100.1]:51234', '198.51.100.1'],
    ['10.0.0.1', '198.51.100.1:port', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1:', '10.0.0.1'],
    ['10.0.0.1', '[198.51.100.1', '10.0.0.1'],
    ['10.0.0.1', '10.0.0.2', '10.0.0.2'],
    ['10.0.0.1', 'x198.51.100.1:51234', '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1:51234x', '10.0.0.1'],
    ['10.0.0.1', 'x[2400:cb00::5]', '10.0.0.1'],
    ['10.0.0.1', '[2400:cb00::5]x', '10.0.0.1'],
    ['::ffff:203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.0.0.1', '2400::ffff:198.51.100.1', '2400::ffff:198.51.100.1'],
  ])('behind %s with X-Forwarded-For "%s" is %s', (remote, forwarded, client) => {
    expect(clientOf(remote, forwarded)).toBe(client)
  })

  it('is never the claim of a sender that is not one of our proxies', () => {
    const foreign = fc.ipV4().filter(address => !address.startsWith('10.') && address !== '192.0.2.7')
    fc.assert(fc.property(foreign, fc.string(), (remote, claim) => {
      expect(clientOf(remote, claim)).toBe(remote)
      expect(clientOf('10.0.0.1', `${claim}, ${remote}`)).toBe(remote)
    }))
  })

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2400:cb00:1:2:3:4:5:6', '2400:cb00:1:2::/64'],
    ['2400:cb00::5', '2400:cb00:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['2400:CB00:0001:0002::5', '2400:cb00:1:2::/64'],
    ['2400::1:2:3:4:5', '2400:0:0:1::/64'],
    ['2400:cb00:1:2::', '2400:cb00:1:2::/64'],
    ['fe80::1:2%eth0', 'fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
