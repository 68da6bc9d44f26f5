import { readFileSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { ConfigError } from './load-config.ts'
import type { Environment } from './load-config.ts'

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/**
 * Trusts the CAs in the file that NODE_EXTRA_CA_CERTS names. Node itself does it only for a variable of the environment
 * that it is started with, and not for one of a file such as `.env`. Before the first connection.
 *
 * @param environment with the variables of the file
 * @throws {ConfigError} when the file cannot be read, or has no certificate
 */
export function trustExtraCa({ NODE_EXTRA_CA_CERTS: path }: Environment): void {
  if (!path) return
  try {
    const own = readFileSync(path, 'utf8').match(CERTIFICATE) ?? []
    setDefaultCACertificates([...getCACertificates('default'), ...own])
    if (own.length > 0) return
  }
  catch {
    // Told below.
  }
  throw new ConfigError(['NODE_EXTRA_CA_CERTS is wrong: it must be the path of a file with PEM certificates.'])
}
