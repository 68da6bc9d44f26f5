import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { defaultScenario } from './default.ts'
import { isScenario } from './is-scenario.ts'
import { randomScenario } from './random.ts'
import type { Scenario } from './scenario.ts'

/**
 * Loads the scenario that the command line names.
 *
 * @param what file of a module or of a saved state, `random:<customers>:<seed>`, or absent: the built-in company
 * @throws when the scenario cannot be loaded
 */
export async function loadScenario(what: string | undefined): Promise<Scenario> {
  if (what === undefined) return defaultScenario
  if (what.startsWith('random:')) {
    const [, size = '', seed = '1'] = what.split(':')
    return randomScenario(Number(size), seed)
  }
  const scenario: unknown = what.endsWith('.json')
    ? (JSON.parse(await readFile(what, 'utf8')) as { scenario?: unknown }).scenario
    : (await import(pathToFileURL(what).href) as { default?: unknown }).default
  if (!isScenario(scenario)) throw new Error(`${what} has no Scenario: see scenarios/scenario.ts`)
  return scenario
}
