// npm run bench:panels: whether five panels make a member wait, in Chromium through the simulated WeCom: a page with
// them, and two without, in turns. Needs `npm run build` first. Takes about a minute; the exit code is 1 when a promise
// is broken.
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page, Request } from 'playwright-core'
import { withUnionId } from '../simulator/scenarios/default/customers.ts'
import { launchChromium } from '../test/e2e/support/chromium.ts'
import { cardAnswer, startPanelProvider } from '../test/e2e/support/panel-provider.ts'
import { startStack } from '../test/e2e/support/stack.ts'
import type { Stack } from '../test/e2e/support/stack.ts'
import { percentile } from './percentile.ts'
import { report } from './report.ts'
import { load } from './sidebar/milestones.ts'
import { openProfile, titleOf } from './sidebar/profile.ts'

const ROUNDS = 25
/** Of the files that cards need, bytes. */
const MAX_RENDERER = 6_000
const IDS = ['orders', 'tickets', 'contracts', 'visits', 'membership']
const CARD = { version: 1, blocks: [{ type: 'fields', fields: [{ label: 'Last order', value: 'A-42' }] }] }

interface Subject {
  stack: Stack
  context: BrowserContext
  panels: number
}

/** One chat, opened in a new page, as clients do. */
interface Opened {
  /** The first frame with the customer is drawn, milliseconds since the request for the page. */
  painted: number
  /** Paths of the API, in the order in which they were asked. */
  asked: string[]
  /** Sizes of the scripts that draw cards, bytes with gzip, by their paths. */
  renderer: Map<string, number>
}

const median = (values: readonly number[]) => Math.round(percentile(values, 0.5))

async function open({ stack, context, panels }: Subject): Promise<Opened> {
  const page = await context.newPage()
  const asked = askedBy(page)
  const renderer = rendererOf(page)
  try {
    const { painted } = await load(page, `${stack.url}/`, titleOf(withUnionId))
    if (panels > 0) await page.getByText('A-42').nth(panels - 1).waitFor()
    await page.waitForLoadState('networkidle')
    return { painted, asked, renderer }
  }
  finally {
    await page.close()
  }
}

function askedBy(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) asked.push(pathname)
  })
  return asked
}

/** Those that the page asks for when the first card comes, and not ahead. */
function rendererOf(page: Page): Opened['renderer'] {
  const scripts: Opened['renderer'] = new Map()
  const later = new Set<Request>()
  let hasCard = false
  page.on('response', response => hasCard ||= new URL(response.url()).pathname.endsWith('/panels'))
  page.on('request', request => hasCard && request.url().endsWith('.js') && later.add(request))
  page.on('requestfinished', async (request) => {
    if (!later.has(request) || (await request.allHeaders())['sec-purpose'] === 'prefetch') return
    scripts.set(request.url(), gzipSync(await (await request.response())!.body(), { level: 9 }).length)
  })
  return scripts
}

const provider = await startPanelProvider()
for (const id of IDS) provider.answers[id] = cardAnswer(CARD)
const panels = IDS.map(id => ({
  id, title: { zh: id, en: id }, url: provider.url, secret: provider.secret, needs: ['unionId'],
}))
const stacks = await Promise.all([
  startStack(), startStack({ NUXT_PANELS: JSON.stringify(panels), NUXT_PANELS_ALLOW_PRIVATE: 'true' }),
])
const browser = await launchChromium()
const rounds: { plain: Opened, full: Opened, again: Opened }[] = []
try {
  const [plain, full] = await Promise.all(stacks.map(async (stack, index): Promise<Subject> => (
    { stack, panels: index * IDS.length, context: (await openProfile(browser, stack)).context })))
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ plain: await open(plain!), full: await open(full!), again: await open(plain!) })
  }
}
finally {
  await browser.close()
  await Promise.all([...stacks, provider].map(part => part.close()))
}

const later = median(rounds.map(({ plain, full }) => full.painted - plain.painted))
const noise = median(rounds.map(({ plain, again }) => Math.abs(again.painted - plain.painted)))
const more = rounds.map(({ plain, full }) => full.asked.length - plain.asked.length)
const { plain, full } = rounds[0]!
console.log(`\n${ROUNDS} rounds, ${IDS.length} panels`)
console.log(`without: ${plain.asked.join(' ')}\nwith:    ${full.asked.join(' ')}\n`)
const renderer = full.renderer.values().reduce((sum, bytes) => sum + bytes, 0)
const isKept = report([
  {
    promise: 'the customer is painted no later than without panels: not by more than two pages without them differ',
    measured: `${later} ms of ${median(rounds.map(({ plain }) => plain.painted))} ms; they differ by ${noise} ms`,
    kept: later <= noise,
  },
  {
    promise: 'a new page with five panels asks for the customer and for the panels: 2 requests',
    measured: `${Math.max(...rounds.map(({ full: { asked } }) => asked.length))}`,
    kept: rounds.every(({ full: { asked } }) => asked.length === 2),
  },
  { promise: 'five panels cost one request', measured: `${Math.max(...more)}`, kept: more.every(one => one === 1) },
  {
    promise: 'which is sent after the one for the customer is answered',
    measured: `number ${full.asked.findIndex(path => path.endsWith('/panels')) + 1} of ${full.asked.length}`,
    kept: rounds.every(({ full: { asked } }) => asked.findIndex(path => path.endsWith('/panels')) > 0),
  },
  {
    promise: `what draws cards is at most ${MAX_RENDERER / 1_000} kB gzip`,
    measured: `${(renderer / 1_000).toFixed(1)} kB`,
    kept: renderer > 0 && renderer <= MAX_RENDERER,
  },
])
process.exitCode = isKept ? 0 : 1
