import type { Settings } from '../scenarios/settings.ts'
import type { Fault } from '../world/faults.ts'
import type { World } from '../world/world.ts'
import { adminFaults } from './admin.ts'
import { clientFaults } from './client.ts'
import { platformFaults } from './platform.ts'
import type { FaultPreset } from './preset.ts'

/** All named faults. */
export const faultPresets: readonly FaultPreset[] = [...adminFaults, ...platformFaults, ...clientFaults]

/** Switches named faults on and off. */
export interface FaultSwitches {
  active(): string[]
  /** How many faults are on that belong to no named one. */
  others(): number
  /** @returns false when there is no such fault */
  set(name: string, on: boolean): boolean
  /** Switches everything off: named faults and all others. */
  clear(): void
}

interface Switched {
  undo?: () => void
  before: Partial<Settings>
  faults: Fault[]
}

/** A reset or load of the world switches every preset off. */
export function createFaultSwitches(world: World): FaultSwitches {
  const on = new Map<string, Switched>()
  world.onRestart(() => {
    on.clear()
    world.notices.send({ kind: 'faults' })
  })

  function start(preset: FaultPreset): void {
    const { settings = {}, faults = [] } = preset
    const names = Object.keys(settings) as (keyof Settings)[]
    const before = Object.fromEntries(names.map(name => [name, world.settings[name]]))
    world.changeSettings(settings)
    const own = structuredClone(faults)
    world.faults.add(own)
    on.set(preset.name, { before, faults: own, undo: preset.happen?.(world) })
  }

  function stop(name: string, { before, faults, undo }: Switched): void {
    undo?.()
    world.changeSettings(before)
    world.faults.remove(faults)
    on.delete(name)
  }

  return {
    active: () => [...on.keys()],
    others() {
      const named = [...on.values()].flatMap(({ faults }) => faults)
      return world.faults.list().filter(fault => !named.includes(fault)).length
    },
    clear() {
      for (const [name, switched] of on) stop(name, switched)
      world.faults.replace([])
    },
    set(name, wanted) {
      const preset = faultPresets.find(one => one.name === name)
      if (!preset) return false
      const switched = on.get(name)
      if (wanted && !switched) start(preset)
      if (!wanted && switched) stop(name, switched)
      return true
    },
  }
}
