export type LoggedChannel = 'server' | 'oauth' | 'bridge' | 'callback' | 'app' | 'panel'

/** One call to the simulator with its verdict. Tokens, secrets and codes are never kept. */
export interface LoggedRequest {
  id: number
  /** ISO 8601. */
  at: string
  channel: LoggedChannel
  /** Path of the server call, or `bridge/<name>`; `app`: of the app's own API. `panel`: the app's calls of a panel. */
  path: string
  /** HTTP method. */
  method?: string
  /** Parameters without credentials. */
  parameters: string
  /** Headers that name and sign a call of a panel, a line each. */
  headers?: string
  /** Beginning of the body and of the answer, without credentials; only the newest requests have them. */
  body?: string
  answer?: string
  errcode: number
  /** `ok`, or the reason of the refusal, in words. */
  verdict: string
  durationMs: number
  clientId?: string
}

export type NewLoggedRequest = Omit<LoggedRequest, 'id' | 'at'>

/** The latest calls, and the number of all calls. */
export interface RequestLog {
  /** @returns the line */
  add(request: NewLoggedRequest): LoggedRequest
  /** @param path keeps the calls whose path begins with it */
  list(path?: string): LoggedRequest[]
  /** Number of calls per path since the last clear. It also counts entries that were dropped since. */
  counts(): Record<string, number>
  clear(): void
  /** @returns a function that removes the listener */
  onAdd(listener: (request: LoggedRequest) => void): () => void
}

const KEPT = 5_000
const WITH_BODIES = 300

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = []
  const counts = new Map<string, number>()
  const listeners = new Set<(request: LoggedRequest) => void>()
  let lastId = 0
  return {
    add(entry) {
      const request = { id: ++lastId, at: new Date().toISOString(), ...entry }
      requests.push(request)
      const older = requests.at(-1 - WITH_BODIES)
      delete older?.headers
      delete older?.body
      delete older?.answer
      // Drops many at once: dropping one per call would copy the list in each call of a load test.
      if (requests.length > KEPT * 2) requests = requests.slice(-KEPT)
      counts.set(entry.path, (counts.get(entry.path) ?? 0) + 1)
      for (const listener of listeners) listener(request)
      return request
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
