// npm run mutation [-- <area> …]: changes the code of an area in small ways, one at a time, and counts the changes that
// no unit test notices. Reports are in test-results/mutation; a second run tries only what is new.
import { spawnSync } from 'node:child_process'
import { AREAS } from './mutation/areas.mjs'

const asked = process.argv.slice(2)
const areas = asked.length ? asked : Object.keys(AREAS)
const unknown = areas.filter(area => !(area in AREAS))
if (unknown.length) {
  console.error(`Unknown area ${unknown.join(', ')}. The areas are: ${Object.keys(AREAS).join(', ')}`)
  process.exit(2)
}
for (const area of areas) {
  const env = { ...process.env, MUTATION_AREA: area }
  const { status } = spawnSync('npx', ['stryker', 'run'], { env, stdio: 'inherit' })
  if (status) process.exitCode = status
}
