import { defineCheck, fail, ok, skipped, warn } from '../check.ts'
import { variable } from '../../config/places.ts'

const NOT_SEEN = {
  'en': 'Not checked: this server cannot reach itself at its public address.',
  'zh-CN': '未检查：本服务无法经对外地址访问自己。',
}

export const proxyHeaders = defineCheck({
  id: 'proxy-headers',
  title: { 'en': 'Reverse proxy and client addresses', 'zh-CN': '反向代理与客户端地址' },
  variables: ['trustedProxies'],
  needs: () => ['site'],
  causes: {
    untrusted: {
      cause: {
        'en': 'A reverse proxy sends X-Forwarded-For, but NUXT_TRUSTED_PROXIES does not have its address: all '
          + 'clients look like one, and share its limits.',
        'zh-CN': '反向代理发送了 X-Forwarded-For，但 NUXT_TRUSTED_PROXIES 中没有它的地址：所有客户端被当作同一个，共用限额。',
      },
      fix: {
        'en': 'Set NUXT_TRUSTED_PROXIES to the address of the reverse proxy as this server sees it (127.0.0.1 on '
          + 'the same machine, the network of Docker otherwise), and restart.',
        'zh-CN': '把 NUXT_TRUSTED_PROXIES 设为本服务看到的反向代理地址（同机为 127.0.0.1，否则为 Docker 网段），然后重启。',
      },
      where: variable('NUXT_TRUSTED_PROXIES'),
    },
    missing: {
      cause: {
        'en': 'NUXT_TRUSTED_PROXIES is set, but the reverse proxy sends no X-Forwarded-For.',
        'zh-CN': '已设置 NUXT_TRUSTED_PROXIES，但反向代理没有发送 X-Forwarded-For。',
      },
      fix: {
        'en': 'Let it send X-Forwarded-For (nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for).',
        'zh-CN': '让它发送 X-Forwarded-For（nginx：proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for）。',
      },
      where: { 'en': 'the reverse proxy of NUXT_SITE_URL', 'zh-CN': 'NUXT_SITE_URL 的反向代理' },
    },
  },
  async run({ config, site }) {
    const visit = await site.visit(config.siteOrigins[0]!)
    if (visit.kind !== 'echo') return skipped(NOT_SEEN)
    const { forwarded } = visit.echo
    const evidence = `X-Forwarded-For: ${forwarded}`
    if (forwarded === 'untrusted') return fail('untrusted', { evidence })
    return forwarded === 'none' && config.trustedProxies.length > 0 ? warn('missing', { evidence }) : ok(evidence)
  },
})
