import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { defaultScenario } from '../../simulator/scenarios/default.ts'
import { decorationGroup } from '../../simulator/scenarios/default/group.ts'
import type { Customer, Scenario } from '../../simulator/scenarios/scenario.ts'
import { DANGEROUS_LINKS } from '../support/dangerous-links.ts'
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts'
import { SPOOFING_TEXTS } from '../support/spoofing-texts.ts'
import { horizontalOverflow } from './support/accessibility.ts'
import { useBrowser } from './support/browser.ts'
import { startOwnStack } from './support/own-stack.ts'
import { textsOutside } from './support/texts-outside.ts'

const { newWebview } = useBrowser()

const MEMBER = 'linxiaotong'
const TIME = 1_700_000_000

/**
 * A customer with this text in every field that a person can write. A WeChat user has other fields than a WeCom user.
 */
function customerOf(text: string, index: number, type: 1 | 2): Customer {
  return {
    externalUserId: `${type === 1 ? 'wm' : 'wo'}Hostile${String(index).padStart(24, '0')}`,
    name: text,
    type,
    gender: 0,
    avatar: DANGEROUS_LINKS[index],
    unionId: type === 1 ? `oHostile${index}` : undefined,
    position: text,
    corpName: text,
    corpFullName: text,
    externalAttributes: [
      { type: 0, name: text, text: { value: text } },
      { type: 1, name: text, web: { url: 'https://shop.example/', title: text } },
      { type: 2, name: text, miniprogram: { appid: 'wx0000000000000001', pagepath: 'index', title: text } },
    ],
    follows: [
      {
        userId: MEMBER,
        remark: text,
        description: text,
        remarkCorpName: text,
        remarkMobiles: [text],
        state: text,
        createTime: TIME,
        addWay: 1,
        operUserId: MEMBER,
        tags: [{ tagId: `tag${Math.floor(index / 2)}` }, { personal: text, groupName: `${text}。` }],
      },
    ],
  }
}

/**
 * A company with each of the texts in every place: two customers, a tag and its group, and a member of the customer
 * group.
 */
function companyOf(texts: string[]): Scenario {
  return {
    ...defaultScenario,
    members: defaultScenario.members.map(member =>
      member.userId === MEMBER ? { ...member, name: texts.at(-1)! } : member,
    ),
    customers: texts.flatMap((text, index) => [customerOf(text, 2 * index, 1), customerOf(text, 2 * index + 1, 2)]),
    tagGroups: texts.map((text, index) => ({
      groupId: `group${index}`,
      name: text,
      kind: 'corp',
      createTime: TIME,
      order: 0,
      tags: [{ id: `tag${index}`, name: text, order: 0 }],
    })),
    groups: [
      {
        ...decorationGroup,
        name: texts[0]!,
        notice: texts.join('\n'),
        members: [
          { id: MEMBER, kind: 'member', joinTime: TIME, joinScene: 1 },
          ...texts.map(
            (text, index) =>
              ({
                id: `wmGuest${index}`,
                kind: 'external',
                name: text,
                groupNickname: `${text}。`,
                joinTime: TIME,
                joinScene: 3,
              }) as const,
          ),
        ],
      },
    ],
  }
}

/** The visible part of a text. */
const seen = (text: string) => text.split(/[^\P{C}\n\t]/u).join('')
/** The complete texts in the document of the page. */
const textsOf = (page: Page) =>
  page.locator('main').evaluate(main => [...main.querySelectorAll('bdi, code')].map(part => part.textContent))

async function openList(scenario: Scenario, chatId?: string, width = 360) {
  const stack = await startOwnStack({}, scenario)
  const { page, context } = await newWebview(stack, { chatId }, { viewport: { width, height: 760 } })
  const alarms: string[] = []
  await context.exposeBinding('alarm', (_source, what: string) => void alarms.push(what))
  await context.addInitScript(() => {
    const { alarm } = window as unknown as { alarm: (what: string) => void }
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      alarm(`policy: ${violatedDirective} ${blockedURI}`),
    )
    window.alert = text => alarm(`alert ${String(text)}`)
  })
  page.on(
    'framenavigated',
    frame =>
      new URL(frame.url()).pathname === '/'
        || frame.url() === 'about:blank'
        || alarms.push(`navigation to ${frame.url()}`),
  )
  afterAlarms.push(() =>
    expect(alarms.filter(alarm => !alarm.includes('/auth/') && !alarm.includes('oauth2'))).toEqual([]),
  )
  await page.goto(`${stack.url}/`)
  await page.locator(chatId ? 'article' : 'ul [data-customer]').first().waitFor()
  return { page, stack }
}

const afterAlarms: (() => void)[] = []
afterEach(() => {
  for (const check of afterAlarms.splice(0)) check()
})

/** Opens the customers of the list one after the other. */
async function eachCustomer(
  page: Page,
  customers: Customer[],
  look: (customer: Customer) => Promise<void>,
): Promise<void> {
  for (const customer of customers) {
    await page.locator(`ul [data-customer="${customer.externalUserId}"]`).click()
    // The last part of a customer, in a chunk of its own.
    await page.locator('article .ids').waitFor()
    await look(customer)
    await page.locator('button.back').click()
    await page.locator(`ul [data-customer="${customer.externalUserId}"]`).waitFor()
  }
}

describe('300 hostile texts in every field, in the browser', () => {
  // Many texts at a time: if one of them ran, the test would notice.
  const joined = Array.from({ length: 15 }, (_, index) => HOSTILE_TEXTS.slice(20 * index, 20 * index + 20).join(' '))
  const company = companyOf(joined)

  it('do not run on customers or in the list, break no policy, and are shown unchanged', async () => {
    const { page } = await openList(company)
    await expect.poll(() => textsOf(page)).toEqual(expect.arrayContaining(joined.slice(0, 5).map(seen)))
    await eachCustomer(page, company.customers, async ({ name, type }) => {
      const times = async () => (await textsOf(page)).filter(text => text === seen(name)).length
      // Name, noted company, three notes, channel, two tags, a group; for WeCom users two notes, company, its full
      // name, position, and three attributes with their names, but no noted company.
      await expect.poll(times).toBe(type === 1 ? 9 : 16)
    })
    await page.locator('[data-filter=tags]').click()
    await page.locator('dialog label').first().waitFor()
    expect(await page.locator('dialog label bdi').allTextContents()).toEqual(joined.map(seen))
  }, 180_000)

  it('do not run in a group', async () => {
    const { page } = await openList(company, 'group')
    const texts = [...joined.map(seen), seen(joined.join('\n'))]
    await expect.poll(() => textsOf(page)).toEqual(expect.arrayContaining(texts))
  })
})

describe('120 dangerous links', () => {
  it('become no link and no picture on the page', async () => {
    const company = companyOf(['x'])
    const customers = DANGEROUS_LINKS.map((url, index): Customer => ({
      ...company.customers[0]!,
      externalUserId: `wo${String(index).padStart(30, '0')}`,
      type: 2,
      avatar: url,
      externalAttributes: [
        ...DANGEROUS_LINKS.map(
          (link, position) => ({ type: 1, name: `n${position}`, web: { url: link, title: `t${position}` } }) as const,
        ),
        { type: 1, name: 'good', web: { url: 'http://shop.example/', title: 'good' } },
      ],
    }))
    const { page } = await openList({ ...company, customers })
    const links = () =>
      page
        .locator('main')
        .evaluate(main =>
          [...main.querySelectorAll('[href], [src], [action], [formaction]')].flatMap(element =>
            ['href', 'src', 'action', 'formaction'].flatMap(name => element.getAttribute(name) ?? []),
          ),
        )
    for (const position of [0, 5, 10]) await page.locator('ul [data-customer]').nth(position).waitFor()
    expect(await links()).toEqual([])
    await page.locator('ul [data-customer]').first().click()
    await page.locator('article a').first().waitFor()
    expect(await links()).toEqual(['https://shop.example/'])
  })
})

describe('50 spoofing texts', () => {
  const company = companyOf(SPOOFING_TEXTS)
  const WIDTHS = [280, 360, 414]

  async function expectInOrder(page: Page): Promise<void> {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 760 })
      expect(await horizontalOverflow(page), `${width} px`).toBe(0)
      expect(await textsOutside(page), `${width} px`).toEqual([])
    }
    expect(await page.locator('main').innerText()).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u2060\uFEFF]/)
  }

  it('are 50 different texts', () => {
    expect(new Set(SPOOFING_TEXTS).size).toBe(50)
  })

  it('stay in their fields on a customer and in the list, at every width', async () => {
    const { page } = await openList(company)
    await expectInOrder(page)
    // Each text once, alternately as a WeChat user and as a WeCom user.
    await eachCustomer(
      page,
      company.customers.filter((_, index) => index % 4 === 0 || index % 4 === 3),
      () => expectInOrder(page),
    )
    await page.locator('[data-filter=tags]').click()
    await page.locator('dialog label').first().waitFor()
    await expectInOrder(page)
  }, 240_000)

  it('stay in their fields in a group', async () => {
    const { page } = await openList(company, 'group')
    await expectInOrder(page)
    await page.locator('article [aria-expanded]').first().click()
    await expectInOrder(page)
  })
})
