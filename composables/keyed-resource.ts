import { ApiError } from './api-error'
import type { Failure } from './failure'

/** One thing with an id, as it is loaded. Every member but `idle` names the id it belongs to. */
export type ResourceState<T>
  = | { status: 'idle' }
    | { status: 'loading', id: string }
    | { status: 'ready', id: string, data: T }
    | { status: 'failed', id: string, failure: Failure }

export interface KeyedResource<T> {
  state: Ref<ResourceState<T>>
  /** Loads an id; the one that is shown or under way is left alone, a failed one is tried again. */
  show: (id: string) => Promise<void>
  /** Forgets what is shown and gives up what is under way. */
  clear: () => void
}

/**
 * Loads one thing at a time. The state changes to the new id in the very call that asks for it, the request before is
 * aborted, and an answer that comes late all the same is dropped: nothing of another id is ever seen.
 *
 * @param load gives the thing, rejects with ApiError
 */
export function createKeyedResource<T>(load: (id: string, signal: AbortSignal) => Promise<T>): KeyedResource<T> {
  const state = shallowRef<ResourceState<T>>({ status: 'idle' })
  let current: AbortController | undefined

  async function show(id: string): Promise<void> {
    const { value } = state
    if ((value.status === 'loading' || value.status === 'ready') && value.id === id) return
    current?.abort()
    const controller = new AbortController()
    current = controller
    state.value = { status: 'loading', id }
    const next = await settle(id, load(id, controller.signal))
    if (current === controller) state.value = next
  }

  function clear(): void {
    current?.abort()
    current = undefined
    state.value = { status: 'idle' }
  }

  return { state, show, clear }
}

async function settle<T>(id: string, answer: Promise<T>): Promise<ResourceState<T>> {
  try {
    return { status: 'ready', id, data: await answer }
  }
  catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { status: 'failed', id, failure: error.failure }
  }
}
