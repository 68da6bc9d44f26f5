import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Files of a private CA and of a server on this machine, whose certificate the CA has signed. */
export interface Certificate {
  ca: string
  certificate: string
  key: string
  remove: () => void
}

/**
 * Makes a certificate for localhost and 127.0.0.1 with the program openssl.
 *
 * @param more names of the server
 */
export function makeCertificate(...more: string[]): Certificate {
  return makeServerCertificate(['DNS:localhost', 'IP:127.0.0.1', ...more.map(name => `DNS:${name}`)])
}

/**
 * @param names subject alternative names
 * @param validity of the server's certificate, as parameters of openssl
 */
export function makeServerCertificate(names: string[], validity: string[] = ['-days', '2']): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-certificate-'))
  const file = (name: string) => join(folder, name)
  const openssl = (...parameters: string[]) => execFileSync('openssl', parameters, { cwd: folder, stdio: 'ignore' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  writeFileSync(file('names'), `subjectAltName=${names.join()}`)
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=private CA')
  openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost')
  openssl(
    'x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial',
    ...validity, '-extfile', 'names', '-out', 'server.pem',
  )
  chmodSync(folder, 0o755)
  return {
    ca: file('ca.pem'),
    certificate: file('server.pem'),
    key: file('server.key'),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
