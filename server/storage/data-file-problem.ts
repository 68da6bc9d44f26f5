import { basename } from 'node:path'
import { SetUpError } from '../errors/set-up-error.ts'

const NETWORK = 'on a network file system (NFS, SMB) SQLite does not work: use a local disk'

/** By SQLite's primary result code or by the code of the system. */
const REASONS: Readonly<Record<string, string>> = {
  5: `another program keeps it locked; ${NETWORK}`,
  6: `another program keeps it locked; ${NETWORK}`,
  8: 'it is read-only: give this process the right to write it',
  10: `reading or writing it fails: check the disk; ${NETWORK}`,
  11: 'it is damaged: restore the backup; without one, move it away, and a new file is made',
  13: 'the disk is full',
  14: 'this process may not open it: check the owner and the rights of the folder',
  26: 'it is no SQLite file: restore the backup; without one, move it away, and a new file is made',
  EACCES: 'this process may not write in the folder: check its owner and rights',
  EPERM: `its rights cannot be set, which keeps other users out; ${NETWORK}`,
  EROFS: 'the folder is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EIO: `reading or writing it fails: check the disk; ${NETWORK}`,
  ENOTDIR: 'a part of the path is a file and no folder',
  EEXIST: 'a part of the path is a file and no folder',
}

/** Why a SQLite file in NUXT_DATA_DIR cannot be used. */
export function dataFileProblem(path: string, error: unknown): SetUpError {
  const code = codeOf(error)
  const reason = REASONS[code] ?? 'it cannot be opened or made'
  return new SetUpError([`NUXT_DATA_DIR cannot be used: ${basename(path)} (${code}): ${reason}.`])
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('errcode' in error) return String(Number(error.errcode) & 0xff)
  return 'code' in error ? String(error.code) : error.name
}
