import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useResume } from '~/composables/useResume'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start() {
  const scope = effectScope()
  const onResume = vi.fn()
  scope.run(() => useResume(onResume))
  return { scope, onResume }
}

const focus = () => dispatchEvent(new Event('focus'))

describe('useResume', () => {
  it('answers a burst of events twice: the first and the last', () => {
    const { scope, onResume } = start()
    for (let i = 0; i < 5; i++) focus()
    expect(onResume).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1_000)
    expect(onResume).toHaveBeenCalledTimes(2)
    scope.stop()
  })

  it('answers nothing after the component is unmounted, not even the end of a burst', () => {
    const { scope, onResume } = start()
    focus()
    focus()
    scope.stop()
    vi.advanceTimersByTime(1_000)
    focus()
    expect(onResume).toHaveBeenCalledTimes(1)
  })
})
