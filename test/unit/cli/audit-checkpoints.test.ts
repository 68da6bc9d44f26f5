import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readCheckpoints } from '../../../cli/audit/checkpoints.ts'

const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'))
afterAll(() => rmSync(folder, { recursive: true }))

const one = { rows: 3, head: 'aa' }
const two = { rows: 7, head: 'bb' }
const logged = (checkpoint: object) => JSON.stringify({ level: 30, ...checkpoint, msg: 'audit checkpoint' })

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

describe('the checkpoints of a command line', () => {
  it('are read from lines and from files, each among other lines', async () => {
    const log = file('log', '{"level":30,"msg":"audit"}', logged(two), 'no JSON {', '')
    expect(await readCheckpoints([logged(one), log])).toEqual({ checkpoints: [one, two] })
    expect(await readCheckpoints([])).toEqual({ checkpoints: [] })
  })

  it('are found behind what Docker and systemd write before a line', async () => {
    const docker = file('docker', `sidebar-1  | ${logged(one)}`)
    const journal = file('journal', `Mar 01 08:00:00 host node[7]: ${logged(two)}`)
    expect(await readCheckpoints([docker, journal])).toEqual({ checkpoints: [one, two] })
  })

  it('are missed where there is none', async () => {
    const without = file('without', '{"level":30,"msg":"audit"}')
    for (const given of [without, file('empty'), '{"rows":1}']) {
      expect(await readCheckpoints([logged(one), given])).toEqual({
        problem: expect.stringContaining('no checkpoint') as string,
      })
    }
  })

  it('are missed in a file that cannot be read', async () => {
    for (const [given, code] of [[join(folder, 'nowhere'), 'ENOENT'], [folder, 'EISDIR']] as const) {
      expect(await readCheckpoints([given])).toEqual({ problem: expect.stringContaining(code) as string })
    }
  })
})
