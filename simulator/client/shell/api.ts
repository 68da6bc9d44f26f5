/// <reference lib="dom" />
import type { DescribedClient, DescribedWorld } from '../../control/describe.ts'
import type { LoggedRequest } from '../../world/request-log.ts'

/** What PATCH accepts; `null` clears. */
export type ClientChange = Partial<Omit<DescribedClient, 'id' | 'userAgent' | 'chatId'>> & { chatId?: string | null }

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/simulator/${path}`, init)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return await response.json() as T
}

const json = (method: string, body: unknown): RequestInit =>
  ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** The control API, as far as the shell needs it. */
export const api = {
  world: () => call<DescribedWorld>('world'),
  client: (id: string) => call<DescribedClient>(`clients/${id}`),
  createClient: (change: ClientChange) => call<DescribedClient>('clients', json('POST', change)),
  changeClient: (id: string, change: ClientChange) => call<DescribedClient>(`clients/${id}`, json('PATCH', change)),
  requests: () => call<{ requests: LoggedRequest[] }>('requests'),
}
