import { computed, shallowRef, type Ref } from 'vue'
import { ApiError } from '../api/api-error'
import { passes, type Failure } from '../failure'

/** How old a thing may be that is shown to somebody who comes back to the page, in milliseconds. */
export const FRESH = 60_000

/** One thing with an id, as it is loaded. Every member but `idle` names the id it belongs to. */
export type ResourceState<T>
  = | { status: 'idle' }
    | { status: 'loading', id: string }
    | ReadyState<T>
    | { status: 'failed', id: string, failure: Failure }

interface ReadyState<T> {
  status: 'ready'
  id: string
  data: T
  /** When the server gave it; milliseconds since 1970. */
  loadedAt: number
  /** Why it could not be brought up to date since. */
  failure?: Failure
}

export interface KeyedResource<T> {
  state: Ref<ResourceState<T>>
  /** Whether a request is under way; what is shown meanwhile stays. */
  busy: Ref<boolean>
  /** Shows an id; the one that is shown or under way is left alone, a failed one is asked for again. */
  show: (id: string) => Promise<void>
  /** Asks again for what is shown, without taking it away; with an id, only if it is the one. */
  refresh: (id?: string) => Promise<void>
  /** Asks again for what is shown if it is older than {@link FRESH} and nobody is at it. */
  bringUpToDate: () => Promise<void>
  /** Takes what the server has just said about an id; a request for it under way is older and given up. */
  put: (id: string, data: T) => void
  /** Takes away what is shown and gives up what is under way. */
  clear: () => void
}

/**
 * Loads one thing at a time. The state changes to the new id in the very call that asks for it, the request before is
 * aborted, and an answer that comes late all the same is dropped: nothing of another id is ever seen. The thing shown
 * before is remembered (in memory only), so that coming back to it shows it at once while it is asked for again.
 *
 * @param load gives the thing, rejects with ApiError
 * @param stays whether what is shown stays after a failure to bring it up to date; otherwise it must not be shown any more
 */
export function createKeyedResource<T>(
  load: (id: string, signal: AbortSignal) => Promise<T>,
  stays: (failure: Failure) => boolean = passes,
): KeyedResource<T> {
  const state = shallowRef<ResourceState<T>>({ status: 'idle' })
  const current = shallowRef<AbortController>()
  let left: ReadyState<T> | undefined

  function abandon(): void {
    current.value?.abort()
    current.value = undefined
  }

  /** Remembers what is shown, and gives back what is remembered of the next id. */
  function leave(next?: string): ReadyState<T> | undefined {
    abandon()
    const known = left?.id === next ? left : undefined
    if (known) left = undefined
    if (state.value.status === 'ready') left = state.value
    return known
  }

  async function request(id: string): Promise<void> {
    const controller = new AbortController()
    current.value = controller
    try {
      const data = await load(id, controller.signal)
      if (current.value === controller) state.value = { status: 'ready', id, data, loadedAt: Date.now() }
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (current.value !== controller) return
      const { value: shown } = state
      const { failure } = error
      state.value = shown.status === 'ready' && stays(failure) ? { ...shown, failure } : { status: 'failed', id, failure }
    }
    finally {
      if (current.value === controller) current.value = undefined
    }
  }

  async function show(id: string): Promise<void> {
    const { value } = state
    if (value.status !== 'idle' && value.id === id) return value.status === 'failed' && !current.value ? request(id) : undefined
    state.value = leave(id) ?? { status: 'loading', id }
    await request(id)
  }

  async function refresh(id?: string): Promise<void> {
    const { value } = state
    if (value.status === 'idle' || (id !== undefined && value.id !== id)) return
    abandon()
    await request(value.id)
  }

  async function bringUpToDate(): Promise<void> {
    const { value } = state
    if (value.status === 'ready' && !current.value && Date.now() - value.loadedAt > FRESH) await refresh()
  }

  function put(id: string, data: T): void {
    const known: ReadyState<T> = { status: 'ready', id, data, loadedAt: Date.now() }
    if (left?.id === id) left = known
    if (state.value.status === 'idle' || state.value.id !== id) return
    abandon()
    state.value = known
  }

  function clear(): void {
    leave()
    state.value = { status: 'idle' }
  }

  return { state, busy: computed(() => !!current.value), show, refresh, bringUpToDate, put, clear }
}
