import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Client } from '../../simulator/world/clients.ts'
import type { World } from '../../simulator/world/world.ts'
import { percentile } from '../percentile.ts'
import { apply, SETTINGS } from './settings.ts'
import type { Setting } from './settings.ts'
import { firstPaint, load, loadUntil } from './milestones.ts'
import type { Milestones } from './milestones.ts'
import { bridgeNatively } from './native-bridge.ts'

const ROUNDS = 7

/** What one setting costs, in milliseconds since the click. Medians of all rounds. */
export interface ColdPage {
  setting: Setting
  empty: { mounted: number, firstPaint: number }
  sidebar: Milestones
}

/** The two pages to compare: an empty app, and the sidebar with the name of the customer that has to appear. */
export interface Subjects {
  context: BrowserContext
  emptyUrl: string
  sidebarUrl: string
  /** The simulated client that the sidebar is in. */
  client: Client
  world: World
  name: string
}

/** Opens both pages in turns, so that a busy moment of this machine meets both. */
export async function measureColdPages(subjects: Subjects): Promise<ColdPage[]> {
  const pages: ColdPage[] = []
  for (const setting of SETTINGS) pages.push(await measure(setting, subjects))
  return pages
}

async function measure(setting: Setting, subjects: Subjects): Promise<ColdPage> {
  const { context, emptyUrl, sidebarUrl, client, world, name } = subjects

  async function inNewPage<T>(task: (page: Page, session: CDPSession) => Promise<T>): Promise<T> {
    const page = await context.newPage()
    const session = await apply(setting, page)
    try {
      return await task(page, session)
    }
    finally {
      await page.close()
    }
  }
  const [empty, sidebar] = [[] as ColdPage['empty'][], [] as Milestones[]]
  for (let round = 0; round < ROUNDS; round++) {
    empty.push(await inNewPage(page => openEmpty(page, emptyUrl)))
    sidebar.push(await inNewPage(async (page, session) => {
      await bridgeNatively(session, world, client)
      return load(page, sidebarUrl, name)
    }))
  }
  return { setting, empty: medians(empty), sidebar: medians(sidebar) }
}

async function openEmpty(page: Page, url: string): Promise<ColdPage['empty']> {
  await loadUntil(page, url, 'mounted')
  const mounted = await page.evaluate(() => performance.getEntriesByName('mounted')[0]!.startTime)
  return { mounted, firstPaint: await firstPaint(page) }
}

function medians<T extends object>(rounds: readonly T[]): T {
  const keys = Object.keys(rounds[0]!) as (keyof T)[]
  return Object.fromEntries(keys.map(key => [key, median(rounds.map(round => round[key] as number))])) as T
}

function median(values: readonly number[]): number {
  return Math.round(percentile(values, 0.5))
}
