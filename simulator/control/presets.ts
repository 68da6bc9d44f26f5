import { createRouter, createError, defineEventHandler, getRouterParam, readBody, type H3Event } from 'h3'
import { faultPresets } from '../faults/presets.ts'
import type { World } from '../world/world.ts'
import { badRequest, objectWith } from './input.ts'

/** A named fault as the control API and the shell show it. */
export interface DescribedPreset {
  name: string
  title: { zh: string, en: string }
  explanation: { zh: string, en: string }
  source: string
  on: boolean
}

/** Named faults: listed, switched on and off. */
export function presetApi(world: World) {
  const describe = (): DescribedPreset[] => {
    const active = world.faultSwitches.active()
    return faultPresets.map(({ name, title, explanation, source }) => ({ name, title, explanation, source, on: active.includes(name) }))
  }
  const set = (event: H3Event, on: boolean) => {
    if (!world.faultSwitches.set(getRouterParam(event, 'name') ?? '', on)) {
      throw createError({ statusCode: 404, message: 'No fault of this name; see GET /simulator/fault-presets' })
    }
    return describe()
  }
  return createRouter()
    .get('/simulator/fault-presets', defineEventHandler(describe))
    .put('/simulator/fault-presets/:name', defineEventHandler(async (event) => {
      const { on = true } = objectWith(await readBody(event) ?? {}, ['on'])
      if (typeof on !== 'boolean') throw badRequest('"on" must be true or false')
      return set(event, on)
    }))
    .delete('/simulator/fault-presets/:name', defineEventHandler(event => set(event, false)))
}
