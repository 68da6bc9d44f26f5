import { readFileSync } from 'node:fs'

/**
 * Memory of a process, on Linux.
 *
 * @param name `VmRSS` is what it has now, `VmHWM` the most that it has had
 * @returns megabytes
 */
export function megabytesOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)![1]) / 1_024
}
