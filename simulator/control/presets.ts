import { createRouter, createError, defineEventHandler, getRouterParam, readBody, type H3Event } from 'h3'
import * as v from 'valibot'
import { faultPresets, type FaultSwitches } from '../faults/presets.ts'
import { check } from './input.ts'

/** A named fault as the control API and the shell show it. */
export interface DescribedPreset {
  name: string
  title: { zh: string, en: string }
  explanation: { zh: string, en: string }
  source: string
  on: boolean
}

const request = v.strictObject({ on: v.optional(v.boolean(), true) })

/** Named faults: listed, switched on and off. */
export function presetApi(switches: FaultSwitches) {
  const describe = (): DescribedPreset[] => {
    const active = switches.active()
    return faultPresets.map(({ name, title, explanation, source }) =>
      ({ name, title, explanation, source, on: active.includes(name) }))
  }
  const set = (event: H3Event, on: boolean) => {
    if (!switches.set(getRouterParam(event, 'name') ?? '', on)) {
      throw createError({ statusCode: 404, message: 'No fault of this name; see GET /simulator/fault-presets' })
    }
    return describe()
  }
  return createRouter()
    .get('/simulator/fault-presets', defineEventHandler(describe))
    .put('/simulator/fault-presets/:name', defineEventHandler(async (event) => {
      const { on } = check(request, await readBody(event) ?? {})
      return set(event, on)
    }))
    .delete('/simulator/fault-presets/:name', defineEventHandler(event => set(event, false)))
}
