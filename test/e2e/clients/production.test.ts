import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CLIENT_COOKIE } from '../../../simulator/oauth/client-cookie.ts'
import { startOwnStack } from '../support/own-stack.ts'

const OUTPUT = '.output'
/** Texts that only the simulator contains: its cookie, its paths, its company, its secrets. */
const SIMULATOR = [
  CLIENT_COOKIE, '/__wecom/', '/simulator/', '春山家居', 'simulated-agent-secret', 'startSimulator',
]
/** Texts that only the catalogue of the components contains. */
const CATALOGUE = ['云栖花园', 'DesignCatalogue', '/design']

it.each([
  ['simulator', SIMULATOR],
  ['catalogue of the components', CATALOGUE],
])('the built app contains nothing of the %s', (_what, marks) => {
  const files = readdirSync(OUTPUT, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  expect(files.length).toBeGreaterThan(50)
  const found = files.flatMap(({ parentPath, name }) => {
    const text = readFileSync(join(parentPath, name), 'utf8')
    return marks.filter(mark => text.includes(mark)).map(mark => `${mark} in ${join(parentPath, name)}`)
  })
  expect(found).toEqual([])
})

it('the built app has no address for the catalogue of the components', async () => {
  const { url } = await startOwnStack()
  for (const path of ['/design', '/design/', '/design?lang=en']) {
    expect((await fetch(url + path)).status, path).toBe(404)
  }
})
