import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageContext } from '../../shared/types/page.ts'
import type { Preferences } from '../../shared/types/preferences.ts'
import { PAGE_CONTEXT_ID } from '../../shared/utils/page-context.ts'
import { startStack } from './support/stack.ts'
import type { Stack } from './support/stack.ts'
import { createWebview, signIn } from './support/webview.ts'
import type { Webview } from './support/webview.ts'

interface SentPage {
  html: string
  nonce: string
  context: PageContext
  /** Without what is the page's own. */
  rest: string
}

async function openPage(webview: Webview, path = '/'): Promise<SentPage> {
  const answer = await webview.get(path, { headers: { accept: 'text/html' } })
  expect(answer.status).toBe(200)
  const html = await answer.text()
  const [, nonce] = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy')!)!
  const [, json] = new RegExp(`<script[^>]* id="${PAGE_CONTEXT_ID}"[^>]*>(.*?)</script>`, 's').exec(html)!
  const rest = html.replace(json!, '').replaceAll(nonce!, '')
  return { html, nonce: nonce!, context: JSON.parse(json!) as PageContext, rest }
}

describe('pages inside WeCom', () => {
  let stack: Stack
  let [one, other]: Webview[] = []
  beforeAll(async () => {
    stack = await startStack({ NUXT_ADMIN_USER_IDS: 'chenzhiyuan' })
    one = await signIn(stack)
    other = await signIn(stack, { userId: 'chenzhiyuan' })
    // Until the server has WeCom's tickets, a page can come without signatures.
    const signatures = `/api/jssdk/signatures?url=${encodeURIComponent(`${stack.url}/`)}`
    expect((await one.get(signatures)).status).toBe(200)
  })
  afterAll(() => stack.close())

  it('differ between members in the nonce and the context only', async () => {
    const pages = [await openPage(one!), await openPage(other!), await openPage(one!, '/?from=chat')]
    expect(pages.map(({ context }) => [context.member!.userId, context.member!.admin])).toEqual([
      ['linxiaotong', false], ['chenzhiyuan', true], ['linxiaotong', false],
    ])
    expect(new Set(pages.map(({ rest }) => rest)).size).toBe(1)
    expect(new Set(pages.map(({ nonce }) => nonce)).size).toBe(3)
    expect(new Set(pages.map(({ context }) => context.requestId)).size).toBe(3)
    expect(new Set(pages.map(({ context }) => context.draftKey)).size).toBe(2)
    expect(pages.map(({ context }) => context.signatures!.url)).toEqual([
      `${stack.url}/`, `${stack.url}/`, `${stack.url}/?from=chat`,
    ])
  })

  it('carry nothing of a member outside their context', async () => {
    const { rest, context } = await openPage(other!)
    const own = [context.member!.userId, context.member!.name, context.draftKey, context.corpId, context.requestId]
    for (const text of own) expect(rest).not.toContain(text)
  })

  it('give every script, style and preload the nonce of their policy', async () => {
    const { html, nonce } = await openPage(one!)
    const tags = html.match(/<(?:script|style|link)\b[^>]*>/g)!
    expect(tags.length).toBeGreaterThan(5)
    for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`)
  })

  it.each<[path: string, chosen: Preferences, lang: string, theme: string]>([
    // The client's own settings.
    ['/', {}, 'zh-CN', 'light'],
    ['/?lang=en', {}, 'en', 'light'],
    ['/', { language: 'en', theme: 'dark' }, 'en', 'dark'],
    ['/', { theme: 'light' }, 'zh-CN', 'light'],
    ['/?lang=en', { language: 'zh-CN', theme: 'dark' }, 'en', 'dark'],
  ])('%s, when %j is chosen, is drawn in %s, theme %s', async (path, chosen, lang, theme) => {
    const cookies = Object.entries(chosen).map(([name, value]): [string, string] => [`wecom_${name}`, value])
    const { html } = await openPage(createWebview(stack, [...one!.cookies, ...cookies]), path)
    const [root] = /<html[^>]*>/.exec(html)!
    expect([/lang="([^"]*)"/.exec(root)![1], /data-theme="([^"]*)"/.exec(root)?.[1]]).toEqual([lang, theme])
  })
})
