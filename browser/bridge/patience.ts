import type { HandshakeStep } from './state'

/**
 * How long each step may take before the page shows a failure, in milliseconds. Some clients need 8 seconds for the
 * bridge or agentConfig.
 */
export const PATIENCE: Record<HandshakeStep, number> = {
  load: 5_000, bridge: 10_000, config: 10_000, context: 5_000, contact: 5_000, chat: 5_000,
}

/** Watches how long the steps of one attempt take. */
export interface Patience {
  /** The step that goes on now. */
  readonly step: HandshakeStep
  /** Resolves with the step that takes too long; stays pending when none does. */
  readonly over: Promise<HandshakeStep>
  /** Ends the step before. */
  begin: (step: HandshakeStep) => void
  end: () => void
}

/** @param onStep is told each step as it begins */
export function createPatience(onStep: (step: HandshakeStep) => void): Patience {
  let step: HandshakeStep = 'load'
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  let giveUp!: (step: HandshakeStep) => void
  const over = new Promise<HandshakeStep>(resolve => giveUp = resolve)

  return {
    get step() {
      return step
    },
    over,
    begin(next) {
      step = next
      clearTimeout(timer)
      if (isOver) return
      onStep(next)
      timer = setTimeout(() => giveUp(next), PATIENCE[next])
    },
    end() {
      isOver = true
      clearTimeout(timer)
    },
  }
}
