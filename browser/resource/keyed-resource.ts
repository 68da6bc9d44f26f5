import { computed, shallowRef, type Ref } from 'vue'
import { ApiError } from '../api/api-error'
import { passes, type Failure } from '../failure'

/** How long data counts as fresh when the member comes back to the page, in milliseconds. */
export const FRESH = 60_000

/** The state of one resource. Every member but `idle` has the id it belongs to. */
export type ResourceState<T>
  = | { status: 'idle' }
    | { status: 'loading', id: string }
    | ReadyState<T>
    | { status: 'failed', id: string, failure: Failure }

interface ReadyState<T> {
  status: 'ready'
  id: string
  data: T
  /** When it was true; milliseconds since 1970. */
  loadedAt: number
  /** Why the last update failed. */
  failure?: Failure
}

export interface KeyedResource<T> {
  state: Ref<ResourceState<T>>
  /** Whether a request is running. */
  busy: Ref<boolean>
  /** Shows an id. Does nothing if it is shown or loading already; loads a failed one again. */
  show: (id: string) => Promise<void>
  /** Loads the current resource again while it stays visible. With an id: only if that one is current. */
  refresh: (id?: string) => Promise<void>
  /** The same, past what the server keeps: the member asks for it, or has just changed it. */
  renew: (id?: string) => Promise<void>
  /** Loads the current resource again if it is older than {@link FRESH} and no request is running. */
  bringUpToDate: () => Promise<void>
  /** Takes newer data of an id, for example the answer to an edit. A running request for it is aborted. */
  put: (id: string, data: T) => void
  /** Shows nothing and aborts a running request. */
  clear: () => void
}

/**
 * Loads one resource at a time. `show` changes the state to the new id synchronously, aborts the request before and
 * drops its late answer, so data of another id is never visible. The resource shown before is remembered in memory:
 * going back shows it at once while it is loaded again.
 *
 * @param load fetches the resource; rejects with ApiError. `newest`: past what the server keeps
 * @param stays whether old data may stay visible after this failure of an update
 * @param ageOf how old data is when the server gives it, in milliseconds
 * @param known what there is from the start
 */
export function createKeyedResource<T>(
  load: (id: string, signal: AbortSignal, newest: boolean) => Promise<T>,
  stays: (failure: Failure) => boolean = passes,
  ageOf: (data: T) => number = () => 0,
  known?: { id: string, data: T },
): KeyedResource<T> {
  const state = shallowRef<ResourceState<T>>(known ? readyState(known.id, known.data) : { status: 'idle' })
  const current = shallowRef<AbortController>()
  let left: ReadyState<T> | undefined

  function abandon(): void {
    current.value?.abort()
    current.value = undefined
  }

  /** Remembers the current resource, and returns the remembered one if it has the next id. */
  function leave(next?: string): ReadyState<T> | undefined {
    abandon()
    const known = left?.id === next ? left : undefined
    if (known) left = undefined
    if (state.value.status === 'ready') left = state.value
    return known
  }

  function readyState(id: string, data: T): ReadyState<T> {
    return { status: 'ready', id, data, loadedAt: Date.now() - ageOf(data) }
  }

  async function request(id: string, newest = false): Promise<void> {
    const controller = new AbortController()
    current.value = controller
    try {
      const data = await load(id, controller.signal, newest)
      if (current.value === controller) state.value = readyState(id, data)
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (current.value !== controller) return
      const { value: shown } = state
      const { failure } = error
      const isKept = shown.status === 'ready' && stays(failure)
      state.value = isKept ? { ...shown, failure } : { status: 'failed', id, failure }
    }
    finally {
      if (current.value === controller) current.value = undefined
    }
  }

  async function show(id: string): Promise<void> {
    const { value } = state
    if (value.status === 'idle' || value.id !== id) state.value = leave(id) ?? { status: 'loading', id }
    else if (value.status !== 'failed' || current.value) return
    await request(id)
  }

  async function again(newest: boolean, id?: string): Promise<void> {
    const { value } = state
    if (value.status === 'idle' || (id !== undefined && value.id !== id)) return
    abandon()
    await request(value.id, newest)
  }

  const refresh = (id?: string): Promise<void> => again(false, id)
  const renew = (id?: string): Promise<void> => again(true, id)

  async function bringUpToDate(): Promise<void> {
    const { value } = state
    if (value.status === 'ready' && !current.value && Date.now() - value.loadedAt > FRESH) await refresh()
  }

  function put(id: string, data: T): void {
    const known = readyState(id, data)
    if (left?.id === id) left = known
    if (state.value.status === 'idle' || state.value.id !== id) return
    abandon()
    state.value = known
  }

  function clear(): void {
    leave()
    state.value = { status: 'idle' }
  }

  return { state, busy: computed(() => !!current.value), show, refresh, renew, bringUpToDate, put, clear }
}
