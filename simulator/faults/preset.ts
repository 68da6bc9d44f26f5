import type { Settings } from '../scenarios/settings.ts'
import type { Fault } from '../world/faults.ts'
import type { World } from '../world/world.ts'

/** A mistake or failure by name, that can be switched on and off. */
export interface FaultPreset {
  name: string
  title: { zh: string, en: string }
  /** What is wrong and where it shows; for whoever has to find it. */
  explanation: { zh: string, en: string }
  /** Where it comes from in real life: doc or errcode. */
  source: string
  /** Settings while it is on. */
  settings?: Partial<Settings>
  faults?: Fault[]
  /** Something that happens once, when it is switched on. */
  happen?(world: World): void
}
