import { createRouter, createError, defineEventHandler, getRouterParam, readBody, type H3Event } from 'h3'
import * as v from 'valibot'
import { faultPresets, type FaultSwitches } from '../faults/presets.ts'
import type { Notices } from '../world/notices.ts'
import { check } from './input.ts'

/** A named fault as the control API and the shell show it. */
export interface DescribedPreset {
  name: string
  title: { zh: string, en: string }
  explanation: { zh: string, en: string }
  source: string
  on: boolean
}

/** The faults that are on: named ones, and the number of all others. */
export interface ActiveFaults {
  names: string[]
  others: number
}

const request = v.strictObject({ on: v.optional(v.boolean(), true) })

/** Named faults: listed, switched on and off. */
export function presetApi(switches: FaultSwitches, notices: Notices) {
  const active = (): ActiveFaults => ({ names: switches.active(), others: switches.others() })
  const describe = (): DescribedPreset[] => {
    const active = switches.active()
    return faultPresets.map(({ name, title, explanation, source }) =>
      ({ name, title, explanation, source, on: active.includes(name) }))
  }
  const set = (event: H3Event, on: boolean) => {
    if (!switches.set(getRouterParam(event, 'name') ?? '', on)) {
      throw createError({ statusCode: 404, message: 'No fault of this name; see GET /simulator/fault-presets' })
    }
    notices.send({ kind: 'faults' })
    return describe()
  }
  return createRouter()
    .get('/simulator/active-faults', defineEventHandler(active))
    .delete('/simulator/active-faults', defineEventHandler(() => {
      switches.clear()
      notices.send({ kind: 'faults' })
      return active()
    }))
    .get('/simulator/fault-presets', defineEventHandler(describe))
    .put('/simulator/fault-presets/:name', defineEventHandler(async (event) => {
      const { on } = check(request, await readBody(event) ?? {})
      return set(event, on)
    }))
    .delete('/simulator/fault-presets/:name', defineEventHandler(event => set(event, false)))
}
