import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startOwnStack } from '../support/own-stack.ts'

const OUTPUT = '.output'
/** Words that only the simulator has: its cookie, its own paths, its company, its secrets. */
const SIMULATOR = [
  'wecom_simulator_client', '/__wecom/', '/simulator/', '春山家居', 'simulated-agent-secret', 'startSimulator',
]
/** Words that only the catalogue of the components has. */
const CATALOGUE = ['云栖花园', 'DesignCatalogue', '/design']

it.each([
  ['simulator', SIMULATOR],
  ['catalogue of the components', CATALOGUE],
])('not one byte of the %s is in the built app', (_what, marks) => {
  const files = readdirSync(OUTPUT, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap(({ parentPath, name }) => {
    const text = readFileSync(join(parentPath, name), 'utf8')
    return marks.filter(mark => text.includes(mark)).map(mark => `${mark} in ${join(parentPath, name)}`)
  })
  expect(found).toEqual([])
})

it('the catalogue of the components is at no address of it', async () => {
  const { url } = await startOwnStack()
  for (const path of ['/design', '/design/', '/design?lang=en']) {
    expect((await fetch(url + path)).status, path).toBe(404)
  }
})
