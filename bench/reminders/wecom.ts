import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Delivery, Order } from './wecom-process.ts'

/** A simulated WeCom in its own process. */
export interface Wecom {
  /** Environment of a program that uses it; without the variables of its stores. */
  environment: Record<string, string>
  /** message/send answers with HTTP 502 from now on, or as usual again. */
  order(order: 'down' | 'up'): void
  /** What members have got since the last question. */
  delivered(): Promise<Delivery>
  close(): void
}

/** @param userIds of the members */
export async function startWecom(userIds: readonly string[]): Promise<Wecom> {
  const program = fileURLToPath(new URL('./wecom-process.ts', import.meta.url))
  const execArgv = ['--disable-warning=ExperimentalWarning']
  const child = fork(program, [JSON.stringify(userIds)], { execArgv })
  const [environment] = await once(child, 'message') as [Record<string, string>]
  return {
    environment: {
      ...environment,
      NUXT_SESSION_PASSWORD: 'a password of this benchmark alone',
      NUXT_LOG_LEVEL: 'error',
      // The same calls a minute as the simulator allows.
      NUXT_LIMITS: JSON.stringify({ wecomCalls: 20 }),
    },
    order: order => void child.send(order satisfies Order),
    async delivered() {
      const answer = once(child, 'message')
      child.send('delivered' satisfies Order)
      return (await answer as [Delivery])[0]
    },
    close: () => void child.kill(),
  }
}
