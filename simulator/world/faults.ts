/** Breaks calls of the server API whose path equals `path` (`*` at the end matches a beginning). */
export interface ServerFault {
  path: string
  /** Answer with this errcode, in WeCom's own form. */
  errcode?: number
  /** Answer with this HTTP status and `body`. */
  status?: number
  /** Raw answer text. */
  body?: string
  delayMs?: number
  /** Never answer; the connection stays open. */
  hang?: boolean
  /** How many calls it breaks; absent: all. */
  times?: number
}

/** Breaks calls of one native API by name, `*` for every one. */
export interface ApiFault {
  api: string
  /** The callback is never called. */
  never?: boolean
  delayMs?: number
  /** The native error text, with the `name:` prefix if the client should give one. */
  errMsg?: string
  times?: number
}

/** The bridge object itself appears late or never. */
export interface BridgeFault {
  bridge: 'late' | 'never'
  /** For `late`; default 700. */
  delayMs?: number
}

export type Fault = ServerFault | ApiFault | BridgeFault

export interface Faults {
  list(): Fault[]
  replace(faults: Fault[]): void
  /** Puts these before the others: the first that matches is used. */
  add(faults: Fault[]): void
  /** Takes exactly these away, if they are still there. */
  remove(faults: Fault[]): void
  /** The fault that breaks this server call; counts as one of its `times`. */
  takeServerFault(path: string): ServerFault | undefined
  takeApiFault(name: string): ApiFault | undefined
  bridgeFault(): BridgeFault | undefined
}

export function createFaults(): Faults {
  let faults: Fault[] = []

  function take<F extends ServerFault | ApiFault>(matches: (fault: Fault) => fault is F): F | undefined {
    const fault = faults.find(matches)
    if (fault?.times !== undefined && --fault.times <= 0) faults = faults.filter(one => one !== fault)
    return fault
  }

  return {
    list: () => faults,
    replace: list => void (faults = structuredClone(list)),
    add: list => void (faults = [...list, ...faults]),
    remove: list => void (faults = faults.filter(fault => !list.includes(fault))),
    takeServerFault: path => take((fault): fault is ServerFault => 'path' in fault && matchesPath(fault.path, path)),
    takeApiFault: name => take((fault): fault is ApiFault => 'api' in fault && [name, '*'].includes(fault.api)),
    bridgeFault: () => faults.find(fault => 'bridge' in fault),
  }
}

function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
}
