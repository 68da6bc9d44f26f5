import { defaultScenario } from '../../simulator/scenarios/default.ts'
import { withUnionId } from '../../simulator/scenarios/default/customers.ts'
import type { Scenario } from '../../simulator/scenarios/scenario.ts'
import type { Settings } from '../../simulator/scenarios/settings.ts'
import { endpoints } from '../../simulator/server/endpoints.ts'
import { judge, type ApiAnswer } from '../../simulator/server/judge.ts'
import { createWorld, type World } from '../../simulator/world/world.ts'

export const PROXY_HOST = 'localhost:5181'
export const PAGE_URL = `http://${PROXY_HOST}/`
export const CORP_ID = defaultScenario.corp.corpId
export const ME = 'linxiaotong'

export function makeWorld(settings: Partial<Settings> = {}, scenario: Scenario = defaultScenario): World {
  const world = createWorld(scenario, PROXY_HOST)
  world.changeSettings(settings)
  return world
}

/** An access token of the app under test, or of the scenario's other app. */
export function tokenOf(world: World, app: 0 | 1 = 0): string {
  return world.credentials.issue('access_token', world.scenario.apps[app]?.agentId, 7200).value
}

/** Calls an endpoint with a good token unless the query brings its own. */
export function callApi(
  world: World,
  path: string,
  query: Record<string, string> = {},
  body: unknown = undefined,
  callerIp = '203.0.113.7',
): ApiAnswer {
  const endpoint = endpoints.get(path)
  if (!endpoint) throw new Error(`No endpoint ${path}`)
  return judge(world, endpoint, {
    query: new URLSearchParams({ access_token: tokenOf(world), ...query }),
    bodyText: body === undefined ? '' : JSON.stringify(body),
    callerIp,
  })
}

/** The default scenario with changes to a private copy. */
export function scenarioWith(change: (scenario: Scenario) => void): Scenario {
  const scenario = structuredClone(defaultScenario)
  change(scenario)
  return scenario
}

export const zhangWei = withUnionId.externalUserId
