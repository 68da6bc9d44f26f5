import { createRouter, defineEventHandler, readBody } from 'h3'
import { isScenario } from '../scenarios/is-scenario.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { World } from '../world/world.ts'
import { badRequest, objectWith } from './input.ts'
import { readFaults } from './read-faults.ts'
import { readSettings } from './read-settings.ts'

const VERSION = 1

/** The whole state as one JSON document: data with every change, settings and faults. Credentials are not part of it. */
export function stateApi(world: World) {
  return createRouter()
    .get('/simulator/state', defineEventHandler(() => ({ version: VERSION, scenario: world.scenario, faults: world.faults.list() })))
    .put('/simulator/state', defineEventHandler(async (event) => {
      const { version, scenario, faults } = objectWith(await readBody(event), ['version', 'scenario', 'faults'])
      if (version !== VERSION) throw badRequest(`"version" must be ${VERSION}`)
      if (!isScenario(scenario)) throw badRequest('"scenario" is not a Scenario; see scenarios/scenario.ts')
      const loaded: Scenario = { ...scenario, settings: { ...scenario.settings, ...readSettings(scenario.settings) } }
      const broken = readFaults(faults)
      world.load(loaded)
      world.faults.replace(broken)
      return { version: VERSION, scenario: world.scenario.name }
    }))
}
