import type { World } from '../world/world.ts'
import type { Endpoint } from './endpoint.ts'

/** doc 90313: concurrent writes of the same thing. */
const CONFLICT = 45035

/**
 * Runs a call while no other with the endpoint's key is under way.
 *
 * @param run gets the errcode to refuse with, if there is a conflict
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
    return typeof body === 'object' && body !== null ? `${path} ${exclusiveKey?.(body as Record<string, unknown>)}` : undefined
  }
  catch {
    return undefined // The judge refuses what is not JSON.
  }
}
