import * as v from 'valibot'
import type { PanelDefinition } from '#shared/define-panel.ts'
import type { Environment } from './load-config.ts'
import { commonPanelFields, hasRightNeeds, PROTECTED } from './panel.ts'
import { origin } from './schemas.ts'

/** The variables of the sidebar itself are not for panels. */
const VARIABLE = /^(?!NUXT_)[A-Z][A-Z\d_]{0,63}$/

const definition = v.pipe(v.object({
  ...commonPanelFields,
  origins: v.optional(v.array(v.pipe(origin, v.regex(PROTECTED))), []),
  variables: v.optional(v.array(v.pipe(v.string(), v.regex(VARIABLE))), []),
  load: v.function(),
  act: v.optional(v.function()),
}), v.check(one => hasRightNeeds(one)))

/** A panel in `panels/`, checked, with the values of its variables. */
export interface CodePanelConfig
  extends Omit<v.InferOutput<typeof definition>, 'variables' | 'load' | 'act'>,
  Pick<PanelDefinition, 'load' | 'act'> {
  variables: Readonly<Record<string, string | undefined>>
}

/**
 * Checks the panels in `panels/`.
 *
 * @param definitions by the name of their files
 * @param taken ids of the panels in NUXT_PANELS
 * @throws {Error} with the file and what is wrong in it
 */
export function readCodePanels(
  definitions: Readonly<Record<string, PanelDefinition>>, taken: readonly string[], environment: Environment,
): CodePanelConfig[] {
  const ids = new Set(taken)
  return Object.entries(definitions).map(([file, panel]) => {
    const read = v.safeParse(definition, panel)
    if (!read.success) throw new Error(`${file}: ${v.getDotPath(read.issues[0]) ?? 'the default export'} is not right`)
    const { id, variables, ...checked } = read.output
    if (ids.has(id)) throw new Error(`${file}: another panel has the id "${id}"`)
    ids.add(id)
    const values = Object.fromEntries(variables.map(name => [name, environment[name]]))
    return { ...checked, id, variables: values, load: panel.load, act: panel.act }
  })
}
