import type { PanelProblemCode } from '#shared/panel-problems.ts'
import type { PanelCall } from '#shared/types/panel.ts'
import { tryFrame, type FrameTry } from '../../panels/try-frame.ts'
import { tryProvider } from '../../panels/try-provider.ts'
import { isFramePanel, isHttpPanel } from '../../config/panel.ts'
import { defineCheck, fail, ok, skipped, warn } from '../check.ts'
import { variable } from '../../config/places.ts'

type CauseName = 'address' | 'refused' | 'card' | 'unavailable' | 'framing'

const CAUSES: Partial<Record<PanelProblemCode, CauseName>> = {
  panel_address_refused: 'address', panel_refused: 'refused', panel_card_invalid: 'card',
}
const provider = { 'en': 'the provider of the panel', 'zh-CN': '面板的提供方' }

/** A call of each provider, for a customer that does not exist; and whether pages let themselves be in frames. */
export const panels = defineCheck<CauseName>({
  id: 'panels',
  title: { 'en': 'Panels', 'zh-CN': '面板' },
  variables: ['panels', 'panelsAllowPrivate'],
  needs: () => [],
  causes: {
    address: {
      cause: {
        'en': 'A provider has a private address, and these are refused.', 'zh-CN': '有提供方位于内网地址，已被拒绝。',
      },
      fix: {
        'en': 'Set NUXT_PANELS_ALLOW_PRIVATE to true if the provider is in your own network, and restart.',
        'zh-CN': '提供方在公司内网时，把 NUXT_PANELS_ALLOW_PRIVATE 设为 true 并重启。',
      },
      where: variable('NUXT_PANELS_ALLOW_PRIVATE'),
    },
    refused: {
      cause: {
        'en': 'A provider does not answer a signed call with status 200.', 'zh-CN': '有提供方没有以状态码 200 应答已签名的请求。',
      },
      fix: {
        'en': 'With 401 or 403, give it the same secret as in NUXT_PANELS. With 404, correct its url. It must answer a '
          + 'card for a customer that it does not know, too.',
        'zh-CN': '401 或 403：使提供方的密钥与 NUXT_PANELS 一致。404：改正 url。对于不认识的客户，提供方也须返回卡片。',
      },
      where: variable('NUXT_PANELS'),
    },
    card: {
      cause: { 'en': 'A provider answers something that is not a card.', 'zh-CN': '有提供方返回的不是卡片。' },
      fix: {
        'en': 'Correct the fields above; `npm run panel -- check <url>` tries it again.',
        'zh-CN': '改正上面的字段；可用 `npm run panel -- check <url>` 再次检查。',
      },
      where: provider,
    },
    unavailable: {
      cause: { 'en': 'A provider cannot be reached, or fails.', 'zh-CN': '有提供方无法访问或出错。' },
      fix: {
        'en': 'Start it, and let this server reach its url.', 'zh-CN': '启动提供方，并允许本服务器访问其 url。',
      },
      where: provider,
    },
    framing: {
      cause: {
        'en': 'The page of a frame forbids browsers to show it in the sidebar.', 'zh-CN': '有内嵌页面禁止浏览器在侧边栏中显示它。',
      },
      fix: {
        'en': 'Let it send `Content-Security-Policy: frame-ancestors` with the address of the sidebar, and no '
          + '`X-Frame-Options`.',
        'zh-CN': '使其返回的 `Content-Security-Policy: frame-ancestors` 包含侧边栏的地址，并去掉 `X-Frame-Options`。',
      },
      where: { 'en': 'the page in the frame', 'zh-CN': '内嵌的页面' },
    },
  },
  async run({ config: { panels: configured, siteOrigins }, providerFetch, clock, panelCalls }) {
    // Those in panels/ are not called: their code is for members' customers.
    const panels = configured.filter(isHttpPanel)
    const frames = configured.filter(isFramePanel)
    const known = panelCalls?.() ?? panels.map(({ id, title }) => ({ id, title, calls: [] }))
    if (known.length + frames.length === 0) return skipped({
      'en': 'Not used (NUXT_PANELS is empty).', 'zh-CN': '未使用（NUXT_PANELS 为空）。',
    })
    const [tried, pages] = await Promise.all([
      Promise.all(panels.map(panel => tryProvider(panel, providerFetch, clock))),
      Promise.all(frames.map(frame => tryFrame(frame, siteOrigins, providerFetch))),
    ])
    const ofCards = known.map(({ id, calls: [last] }) => {
      const now = tried[panels.findIndex(panel => panel.id === id)]
      const results = [now && resultOf(now), last && `${last.at.slice(0, 19)}Z ${resultOf(last)}`].filter(Boolean)
      return `${id}: ${results.join(' · ') || '–'}`
    })
    const ofFrames = frames.map(({ id }, index) => `${id}: ${pageResultOf(pages[index])}`)
    const evidence = [...ofCards, ...ofFrames].join('\n')
    const problems = tried.flatMap(({ problem }) => problem ?? [])
    const [cause] = problems.flatMap(problem => CAUSES[problem] ?? [])
    if (cause) return fail(cause, { evidence })
    if (pages.some(page => page?.refusedBy)) return warn('framing', { evidence })
    return problems.length > 0 ? warn('unavailable', { evidence }) : ok(evidence)
  },
})

function resultOf({ ms, status, problem, detail }: PanelCall): string {
  return [`${ms} ms`, status, problem ?? 'ok', detail].filter(part => part !== undefined).join(', ')
}

/** The members' browsers may reach a page that this server does not. */
function pageResultOf(page: FrameTry | undefined): string {
  return page ? [page.status, page.refusedBy ?? 'ok'].join(', ') : '–'
}
