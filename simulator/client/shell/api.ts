/// <reference lib="dom" />
import type { DescribedClient, DescribedWorld } from '../../control/describe.ts'
import type { MiniProgramSignIn } from '../../control/mini-program.ts'
import type { Action } from '../../actions/action.ts'
import type { ActiveFaults, DescribedPreset } from '../../control/presets.ts'
import type { Entry } from '../../world/clients.ts'
import type { Settings } from '../../scenarios/settings.ts'
import type { LoggedRequest } from '../../world/request-log.ts'

/** The body of PATCH; `null` removes a value. */
export interface ClientChange extends Partial<Omit<DescribedClient, 'id' | 'userAgent' | 'chatId' | 'entry'>> {
  chatId?: string | null
  entry?: Entry | null
}

async function call<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/simulator/${path}`, init)
  if (!response.ok) {
    const { message } = await response.json().catch(() => ({})) as { message?: string }
    throw new Error(message ?? `${path} answered ${response.status}`)
  }
  return (response.status === 204 ? undefined : await response.json()) as T
}

const json = (method: string, body: unknown): RequestInit =>
  ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

/** The calls of the control API that the shell needs. */
export const api = {
  world: () => call<DescribedWorld>('world'),
  client: (id: string) => call<DescribedClient>(`clients/${id}`),
  createClient: (change: ClientChange) => call<DescribedClient>('clients', json('POST', change)),
  changeClient: (id: string, change: ClientChange) => call<DescribedClient>(`clients/${id}`, json('PATCH', change)),
  createWechatClient: (client: { externalUserId: string, isSnapshot: boolean }) =>
    call<{ id: string }>('wechat-clients', json('POST', client)),
  settings: () => call<Settings>('settings'),
  initialSettings: () => call<Settings>('settings/initial'),
  changeSettings: (change: Record<string, unknown>) => call<Settings>('settings', json('PUT', change)),
  faultPresets: () => call<DescribedPreset[]>('fault-presets'),
  setFaultPreset: (name: string, on: boolean) => call<DescribedPreset[]>(`fault-presets/${name}`, json('PUT', { on })),
  activeFaults: () => call<ActiveFaults>('active-faults'),
  clearFaults: () => call<ActiveFaults>('active-faults', { method: 'DELETE' }),
  signInToMiniProgram: (externalUserId: string) =>
    call<MiniProgramSignIn>('mini-program-sign-ins', json('POST', { externalUserId })),
  act: (action: Action) => call<unknown>('actions', json('POST', action)),
  state: () => call<object>('state'),
  loadState: (state: object) => call<unknown>('state', json('PUT', state)),
  reset: () => call<undefined>('reset', { method: 'POST' }),
  clearRequests: () => call<undefined>('requests', { method: 'DELETE' }),
  replayPanelCall: (id: number, asItWas: boolean) =>
    call<LoggedRequest>(`panel-calls/${id}/replays`, json('POST', { asItWas })),
  requests: () => call<{ requests: LoggedRequest[] }>('requests'),
}
