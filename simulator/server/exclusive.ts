import type { World } from '../world/world.ts'
import type { Endpoint } from './endpoint.ts'

/** doc 90313: concurrent writes of the same data. */
const CONFLICT = 45035

/**
 * Runs a call. It is a conflict when another call with the endpoint's key has not ended yet.
 *
 * @param run gets the errcode of the refusal if there is a conflict
 */
export async function exclusively<T>(
  world: World,
  endpoint: Endpoint | undefined,
  bodyText: string,
  run: (conflict: number | undefined) => Promise<T>,
): Promise<T> {
  const key = endpoint?.exclusiveKey && keyOf(endpoint, bodyText)
  if (key === undefined) return run(undefined)
  if (!world.inFlight.enter(key)) return run(CONFLICT)
  try {
    return await run(undefined)
  }
  finally {
    world.inFlight.leave(key)
  }
}

function keyOf({ path, exclusiveKey }: Endpoint, bodyText: string): string | undefined {
  try {
    const body: unknown = JSON.parse(bodyText)
    if (typeof body !== 'object' || body === null) return undefined
    return `${path} ${exclusiveKey?.(body as Record<string, unknown>)}`
  }
  catch {
    return undefined // judge() refuses a body that is not JSON.
  }
}
