/** Breaks calls of the server API with this path. A path that ends with `*` matches every path with that beginning. */
export interface ServerFault {
  path: string
  /** Answer with this errcode, in WeCom's format. */
  errcode?: number
  /** Answer with this HTTP status and `body`. */
  status?: number
  /** Text of the answer. */
  body?: string
  delayMs?: number
  /** Never answer; the connection stays open. */
  hang?: boolean
  /** How many calls it breaks; absent: all. */
  times?: number
}

/** Breaks calls of the native API with this name; `*` means every API. */
export interface ApiFault {
  api: string
  /** The callback is never called. */
  never?: boolean
  delayMs?: number
  /** The native error text, including the `name:` prefix if there should be one. */
  errMsg?: string
  /** The outer text says ok; this one, in `errmsg`, refuses. */
  innerErrMsg?: string
  times?: number
}

/**
 * The bridge object appears late, or late and without its event (`silent`), or never. With `frames` it reaches the
 * client through frames of `weixin:`, which a page's policy can block.
 */
export interface BridgeFault {
  bridge: 'late' | 'silent' | 'never' | 'frames'
  /** For `late` and `silent`; default 700. */
  delayMs?: number
}

export type Fault = ServerFault | ApiFault | BridgeFault

/** The faults that are on. */
export interface Faults {
  list(): Fault[]
  replace(faults: Fault[]): void
  /** Puts these before the others. The first fault that matches a call is used. */
  add(faults: Fault[]): void
  /** Removes these objects, if they are still in the list. */
  remove(faults: Fault[]): void
  /** The fault that breaks this server call. Each call of this function counts for `times`. */
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
