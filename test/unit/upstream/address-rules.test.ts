import { describe, expect, it } from 'vitest'
import { isPublicAddress, isUsableAddress } from '../../../server/upstream/address-rules.ts'

const PUBLIC = ['8.8.8.8', '1.1.1.1', '223.5.5.5', '2400:3200::1', '2606:4700:4700::1111', '::ffff:8.8.8.8']
const IN_COMPANY = [
  '10.0.0.1', '127.0.0.1', '127.255.255.254', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '::1',
  'fc00::1', 'fd12:3456::1', '::ffff:10.0.0.1', '::ffff:7f00:1',
]
const NEVER = [
  '0.0.0.0', '169.254.169.254', '169.254.0.23', '100.100.100.200', '168.63.129.16', '192.0.0.192', '192.0.2.1',
  '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '::', 'fe80::1', 'fe80::1%eth0', 'ff02::1',
  'fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254',
  '2001:db8::1', '2002:7f00:1::', '2001::1', '64:ff9b::7f00:1', '::7f00:1',
  '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', 'localhost', '',
]

describe('addresses', () => {
  it.each(PUBLIC)('%s is public', (address) => {
    expect([isPublicAddress(address), isUsableAddress(address)]).toEqual([true, true])
  })

  it.each(IN_COMPANY)('%s is of a company', (address) => {
    expect([isPublicAddress(address), isUsableAddress(address)]).toEqual([false, true])
  })

  it.each(NEVER)('"%s" is never called', (address) => {
    expect([isPublicAddress(address), isUsableAddress(address)]).toEqual([false, false])
  })
})
