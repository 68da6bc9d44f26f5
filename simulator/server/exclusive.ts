import type { World } from '../world/world.ts'
import type { Endpoint } from './endpoint.ts'

/**
 * Runs a call.
 *
 * @param run learns whether another call with the endpoint's key has not ended yet (doc 90313: 45035)
 */
export async function exclusively<T>(
  world: World,
  endpoint: Endpoint | undefined,
  bodyText: string,
  run: (isConflict: boolean) => Promise<T>,
): Promise<T> {
  const key = endpoint?.exclusiveKey && keyOf(endpoint, bodyText)
  if (key === undefined) return run(false)
  if (!world.inFlight.enter(key)) return run(true)
  try {
    return await run(false)
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
