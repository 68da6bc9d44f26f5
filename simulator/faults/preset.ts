import type { Settings } from '../scenarios/settings.ts'
import type { Fault } from '../world/faults.ts'
import type { World } from '../world/world.ts'

/** A mistake or failure that has a name and can be switched on and off. */
export interface FaultPreset {
  name: string
  title: { zh: string, en: string }
  /** The fault and its effect, for the developer who looks for its cause. */
  explanation: { zh: string, en: string }
  /** The document or errcode that describes it. */
  source: string
  /** Settings while it is on. */
  settings?: Partial<Settings>
  faults?: Fault[]
  /** Runs once, when it is switched on. @returns what undoes it, where that is possible */
  happen?(world: World): (() => void) | undefined
}
