import type { Situation } from './situation.ts'

/** Tells the shell that the client has done something without another visible effect. */
export function notice({ world, client }: Situation, api: string): Record<string, unknown> {
  world.notices.send({ kind: 'action', clientId: client.id, api })
  return {}
}
