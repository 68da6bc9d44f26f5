import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const OUTPUT = '.output'
/** Words that only the simulator has: its cookie, its own paths, its company, its secrets. */
const MARKS = ['wecom_simulator_client', '/__wecom/', '/simulator/', '春山家居', 'simulated-agent-secret', 'startSimulator']

it('not one byte of the simulator is in the built app', () => {
  const files = readdirSync(OUTPUT, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap(({ parentPath, name }) => {
    const text = readFileSync(join(parentPath, name), 'utf8')
    return MARKS.filter(mark => text.includes(mark)).map(mark => `${mark} in ${join(parentPath, name)}`)
  })
  expect(found).toEqual([])
})
