import type { PanelCall } from '#shared/types/panel.ts'
import type { PanelConfig } from '../config/panel.ts'
import type { Clock } from '../upstream/clock.ts'
import type { Fetch } from '../upstream/transport.ts'
import { createCallLog } from './call-log.ts'
import { createCallProvider } from './call-provider.ts'
import { PanelFailure } from './panel-failure.ts'
import { readCard } from './read-card.ts'

/** What is no text in a call for something that does not exist. */
const SAMPLES: Partial<Record<PanelConfig['needs'][number], unknown>> = { tags: [], memberCount: 0 }

/**
 * Calls a provider once, for a customer or a group that does not exist.
 *
 * @returns how it went
 */
export async function tryProvider(panel: PanelConfig, fetch: Fetch, clock: Clock): Promise<PanelCall> {
  const { id, place, needs } = panel
  const subject = Object.fromEntries(needs.map(need => [need, SAMPLES[need] ?? 'doctor']))
  const body = {
    version: 1, panel: id, ...place !== 'workbench' && { [place]: subject }, member: { userId: 'doctor' }, locale: 'en',
    theme: 'light',
  }
  const log = createCallLog(clock)
  try {
    await log.follow(id, 'card', async trace =>
      readCard(await createCallProvider(fetch, clock)(panel, JSON.stringify(body), { trace })))
  }
  catch (error) {
    if (!(error instanceof PanelFailure)) throw error
  }
  return log.of(id)[0]!
}
