import type { Scenario } from './scenario.ts'

const LISTS = ['apps', 'departments', 'members', 'tagGroups', 'customers', 'groups', 'chats'] as const

/** Whether a value has the outline of a scenario: enough for a good error message, not a full check. */
export function isScenario(value: unknown): value is Scenario {
  if (typeof value !== 'object' || value === null) return false
  const scenario = value as Partial<Record<string, unknown>>
  const { corp } = scenario as { corp?: { corpId?: unknown } }
  return typeof scenario.name === 'string'
    && typeof corp?.corpId === 'string'
    && typeof scenario.settings === 'object' && scenario.settings !== null
    && LISTS.every(name => Array.isArray(scenario[name]))
    && (scenario.apps as unknown[]).length > 0
    && (scenario.members as unknown[]).length > 0
}
