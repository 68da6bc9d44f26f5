export type LoggedChannel = 'server' | 'oauth' | 'bridge' | 'callback'

/** One call to the simulator with its verdict. Values of tokens, secrets and codes are never kept. */
export interface LoggedRequest {
  id: number
  /** ISO 8601. */
  at: string
  channel: LoggedChannel
  /** Path of the server call, or `bridge/<name>`. */
  path: string
  /** Parameters without credentials. */
  parameters: string
  errcode: number
  /** `ok`, or why it was refused, in words. */
  verdict: string
  durationMs: number
  clientId?: string
}

export type NewLoggedRequest = Omit<LoggedRequest, 'id' | 'at'>

export interface RequestLog {
  add(request: NewLoggedRequest): void
  /** @param path only this path, or all that begin with it */
  list(path?: string): LoggedRequest[]
  /** How often each path was called since the last clear; exact even when old entries have been dropped. */
  counts(): Record<string, number>
  clear(): void
  /** @returns stops listening */
  onAdd(listener: (request: LoggedRequest) => void): () => void
}

const KEPT = 5_000

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = []
  const counts = new Map<string, number>()
  const listeners = new Set<(request: LoggedRequest) => void>()
  let lastId = 0
  return {
    add(entry) {
      const request = { id: ++lastId, at: new Date().toISOString(), ...entry }
      requests.push(request)
      // Cut in bulk: shifting one by one would make a load test quadratic.
      if (requests.length > KEPT * 2) requests = requests.slice(-KEPT)
      counts.set(entry.path, (counts.get(entry.path) ?? 0) + 1)
      for (const listener of listeners) listener(request)
    },
    list: path => requests.slice(-KEPT).filter(request => path === undefined || request.path.startsWith(path)),
    counts: () => Object.fromEntries(counts),
    clear() {
      requests = []
      counts.clear()
    },
    onAdd(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
