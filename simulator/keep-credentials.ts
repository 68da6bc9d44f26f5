import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { Credential, Credentials } from './world/credentials.ts'

/**
 * Takes the tokens and tickets of an earlier run from a file, and writes each change to it. An app keeps what it got:
 * without this, every ticket in its cache would be unknown after a restart of the simulator.
 */
export function keepCredentials(credentials: Credentials, file: string): void {
  if (existsSync(file)) credentials.restore(JSON.parse(readFileSync(file, 'utf8')) as Credential[])
  credentials.onChange(() => writeFileSync(file, JSON.stringify(credentials.all()), { mode: 0o600 }))
}
