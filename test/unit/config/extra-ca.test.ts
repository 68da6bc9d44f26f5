import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { trustExtraCa } from '../../../server/config/extra-ca.ts'
import { ConfigError } from '../../../server/config/load-config.ts'
import { makeCertificate } from '../../support/certificate.ts'
import type { Certificate } from '../../support/certificate.ts'

const trusted = getCACertificates('default')
let [certificate, other]: Certificate[] = []
beforeAll(() => {
  // Node gives some twice, until they are set.
  setDefaultCACertificates(trusted)
  ;[certificate, other] = [makeCertificate(), makeCertificate()]
})
afterEach(() => setDefaultCACertificates(trusted))
afterAll(() => [certificate, other].forEach(one => one?.remove()))

async function connect(): Promise<boolean> {
  const { certificate: cert, key } = certificate!
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, (_, answer) => answer.end('yes'))
  await once(server.listen(0, 'localhost'), 'listening')
  try {
    return await fetch(`https://localhost:${(server.address() as AddressInfo).port}/`).then(({ ok }) => ok, () => false)
  }
  finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('the CA that NODE_EXTRA_CA_CERTS names in a file of variables', () => {
  it('is trusted, beside those that Node knows', async () => {
    expect(await connect()).toBe(false)
    const before = getCACertificates('default').length
    trustExtraCa({ NODE_EXTRA_CA_CERTS: certificate!.ca })
    expect(await connect()).toBe(true)
    expect(getCACertificates('default')).toHaveLength(before + 1)
  })

  it('is one of several in the file', async () => {
    const file = join(other!.ca, '..', 'all.pem')
    writeFileSync(file, `# two\n${readFileSync(other!.ca, 'utf8')}\n${readFileSync(certificate!.ca, 'utf8')}`)
    trustExtraCa({ NODE_EXTRA_CA_CERTS: file })
    expect(await connect()).toBe(true)
  })

  it.each([
    ['does not exist', () => '/nowhere/ca.pem'], ['is a folder', () => join(other!.ca, '..')],
    ['has no certificate', () => other!.key],
  ])('stops the start when the file %s', (_what, path) => {
    expect(() => trustExtraCa({ NODE_EXTRA_CA_CERTS: path() })).toThrow(ConfigError)
    expect(() => trustExtraCa({ NODE_EXTRA_CA_CERTS: path() })).toThrow('NODE_EXTRA_CA_CERTS')
  })

  it('need not be named', () => {
    const before = getCACertificates('default')
    trustExtraCa({})
    expect(getCACertificates('default')).toEqual(before)
  })
})
