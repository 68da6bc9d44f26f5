import { createRouter, defineEventHandler, readBody } from 'h3'
import * as v from 'valibot'
import { isScenario } from '../scenarios/is-scenario.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { World } from '../world/world.ts'
import { check } from './input.ts'
import { readFaults } from './read-faults.ts'
import { readSettings } from './read-settings.ts'

const VERSION = 1

const state = v.strictObject({
  version: v.literal(VERSION),
  scenario: v.custom<Scenario>(isScenario, 'is not a Scenario; see scenarios/scenario.ts'),
  faults: v.unknown(),
})

/** The whole state as one JSON document: data with every change, settings and faults, but no credentials. */
export function stateApi(world: World) {
  return createRouter()
    .get('/simulator/state', defineEventHandler(() =>
      ({ version: VERSION, scenario: world.scenario, faults: world.faults.list() })))
    .put('/simulator/state', defineEventHandler(async (event) => {
      const { scenario, faults } = check(state, await readBody(event))
      const settings = { ...scenario.settings, ...readSettings(scenario.settings) }
      const checkedFaults = readFaults(faults)
      world.load({ ...scenario, settings })
      world.faults.replace(checkedFaults)
      return { version: VERSION, scenario: world.scenario.name }
    }))
}
