import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createPopulation, memberCount, memberId } from '../../simulator/scenarios/random/population.ts'

const SEED = 'bench'
const SESSION_PASSWORD = 'a password of this benchmark alone'

/** A simulated corp in its own process, and the true counts of it. */
export interface Company {
  /** Environment of a program that uses it as WeCom; without the variables of its stores. */
  environment: Record<string, string>
  /** Pairs of a customer and a member. */
  relations: number
  /** Customers with a unionid. */
  links: number
  /** The unionid of a random customer. */
  randomUnionId: () => string
  /** How many pages were requested until now. */
  pagesAsked: () => Promise<number>
  close: () => void
}

/** @param customers how many the corp has */
export async function startCompany(customers: number): Promise<Company> {
  const program = fileURLToPath(new URL('./company-process.ts', import.meta.url))
  const execArgv = ['--disable-warning=ExperimentalWarning']
  const child = fork(program, [String(customers), SEED], { execArgv })
  const [environment] = await once(child, 'message') as [Record<string, string>]
  const population = createPopulation({ seed: SEED, size: customers })
  const members = Array.from({ length: memberCount({ seed: SEED, size: customers }) }, (_, index) => memberId(index))
  const sizes = members.map(userId => population.countOf(userId))
  let links = 0
  // The rules of simulator/scenarios/random/population.ts: every tenth uses WeCom, some have no unionid yet.
  for (let index = 0; index < customers; index++) if (index % 10 !== 9 && index % 50 !== 17) links++

  function randomUnionId(): string {
    for (;;) {
      const member = Math.floor(Math.random() * members.length)
      const position = Math.floor(Math.random() * sizes[member]!)
      const [customer] = population.slice(members[member]!, position, position + 1)
      if (customer?.unionId && !customer.unionIdPending) return customer.unionId
    }
  }
  return {
    environment: { ...environment, NUXT_SESSION_PASSWORD: SESSION_PASSWORD },
    relations: sizes.reduce((sum, size) => sum + size, 0),
    links,
    randomUnionId,
    async pagesAsked() {
      const answer = once(child, 'message')
      child.send('calls')
      return (await answer as [number])[0]
    },
    close: () => void child.kill(),
  }
}
