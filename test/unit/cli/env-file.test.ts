import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readEnvFile } from '../../../cli/doctor/env-file.ts'

function looseDollars(text: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'env-file-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, '.env'), text)
  const file = readEnvFile(folder, {})
  if ('problem' in file) throw new Error(file.problem)
  return file.looseDollars
}

it.each<[string, string, string[]]>([
  ['none', 'A=1\n\n# B=$x\n', []],
  ['one without quotes', 'A=1\nB=pa$word\n', ['B']],
  ['one in double quotes or backticks', 'A="pa$word"\r\nB=`pa$word`\r\n', ['A', 'B']],
  ['one with a default, or doubled', 'A=${X:-y}\nB=$$x', ['A', 'B']],
  ['none in single quotes, over several lines too', 'A=\'pa$word\'\nB=\'[\n{"C": "$x"},\nD=$y\n]\'\n', []],
  ['one over several lines', 'A="[\nB=$y\n]"', ['A']],
  ['none in a comment after the value', 'A=1 # costs $5', []],
  ['one after spaces and export', '  export A = $x', ['A']],
  ['each variable once', 'A=$x\nA=$y', ['A']],
])('S19: finds values that docker compose reads otherwise: %s', (_what, text, names) => {
  expect(looseDollars(text)).toEqual(names)
})
