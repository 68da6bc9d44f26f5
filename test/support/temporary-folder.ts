import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Gives a run of tests a folder for temporary files of its own, also for the programs that tests start, and deletes it
 * at the end: a killed browser or server leaves its files behind.
 */
export default function setUpTemporaryFolder(): () => void {
  const { TMPDIR } = process.env
  const folder = mkdtempSync(join(tmpdir(), 'wecom-sidebar-'))
  // PostgreSQL runs as another user, and has to reach its folder.
  chmodSync(folder, 0o711)
  process.env.TMPDIR = folder
  return () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}
