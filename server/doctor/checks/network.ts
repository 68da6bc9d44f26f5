import { forwardProxy } from '../../config/forward-proxy.ts'
import { UpstreamUnavailableError } from '../../upstream/upstream-error.ts'
import { defineCheck, fail, ok } from '../check.ts'
import type { DoctorContext } from '../context.ts'
import { variable } from '../../config/places.ts'
import { failureOf } from '../refusal.ts'
import { reach } from '../system/reach.ts'

const firewall = { 'en': 'the firewall of this network', 'zh-CN': '本网络的防火墙' }

export const network = defineCheck({
  id: 'network',
  title: { 'en': 'Way to WeCom', 'zh-CN': '到企业微信的网络' },
  needs: () => ['config'],
  causes: {
    dns: {
      cause: {
        'en': 'The name of WeCom\'s API is not found: DNS does not work here.',
        'zh-CN': '找不到企业微信 API 的域名：本机 DNS 不可用。',
      },
      fix: {
        'en': 'Correct the name servers (/etc/resolv.conf; in Docker: dns), or the name in NUXT_WECOM_API_BASE. '
          + 'Where only a forward proxy gets out, set HTTPS_PROXY.',
        'zh-CN': '修正 DNS 服务器（/etc/resolv.conf；Docker 中为 dns），或 NUXT_WECOM_API_BASE 中的域名。'
          + '若只能经正向代理出网，请设置 HTTPS_PROXY。',
      },
      where: { 'en': 'this server: /etc/resolv.conf', 'zh-CN': '本服务器：/etc/resolv.conf' },
    },
    connection: {
      cause: {
        'en': 'This server cannot connect to WeCom\'s API: a firewall is in between, or only a forward proxy gets out.',
        'zh-CN': '本服务器连不上企业微信 API：中间有防火墙，或只能经正向代理出网。',
      },
      fix: {
        'en': 'Open outgoing https (port 443) to qyapi.weixin.qq.com, or set HTTPS_PROXY=http://host:port of your '
          + 'forward proxy and restart.',
        'zh-CN': '放行到 qyapi.weixin.qq.com 的出站 https（443 端口），或设置 HTTPS_PROXY=http://主机:端口（正向代理）并重启。',
      },
      where: firewall,
    },
    proxy: {
      cause: {
        'en': 'The forward proxy of HTTPS_PROXY does not lead to WeCom\'s API.',
        'zh-CN': 'HTTPS_PROXY 指定的正向代理无法到达企业微信 API。',
      },
      fix: {
        'en': 'Check host, port, user and password in HTTPS_PROXY, and that the proxy allows qyapi.weixin.qq.com:443.',
        'zh-CN': '核对 HTTPS_PROXY 的主机、端口、用户名和密码，并确认代理放行 qyapi.weixin.qq.com:443。',
      },
      where: variable('HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'),
    },
    certificate: {
      cause: {
        'en': 'Another certificate than WeCom\'s is presented: something in between opens TLS, with a CA that Node '
          + 'does not trust.',
        'zh-CN': '收到的不是企业微信的证书：中间有设备解开了 TLS，其 CA 不受 Node 信任。',
      },
      fix: {
        'en': 'Take *.weixin.qq.com out of the inspection, or name the file with your company\'s CA in '
          + 'NODE_EXTRA_CA_CERTS and restart. With a certificate that is "expired" or "not yet valid", look at this '
          + 'server\'s clock first.',
        'zh-CN': '把 *.weixin.qq.com 排除在 TLS 检查之外，或在 NODE_EXTRA_CA_CERTS 中写明企业 CA 文件并重启。'
          + '若提示证书“过期”或“未生效”，先看本机时钟。',
      },
      where: variable('NODE_EXTRA_CA_CERTS'),
    },
    timeout: {
      cause: { 'en': 'WeCom\'s API does not answer in time.', 'zh-CN': '企业微信 API 未能及时应答。' },
      fix: {
        'en': 'Check the way out of this network: losses, a proxy that holds requests.',
        'zh-CN': '检查出网链路：丢包，或有代理滞留请求。',
      },
      where: firewall,
    },
  },
  async run(context) {
    const { config, environment, wecom } = context
    const url = new URL(config.wecomApiBase)
    const isProxied = usesProxy(context, url)
    if (isProxied) {
      const error = await failureOf(wecom.token())
      return isOutage(error) ? fail('proxy', { evidence: evidenceOf(error) }) : ok(proxyHost(environment, url))
    }
    const found = await reach(url)
    if (found.failed) {
      const cause = ({ dns: 'dns', tcp: 'connection', tls: 'certificate' } as const)[found.failed]
      return fail(cause, { evidence: [url.host, found.address, found.code].filter(Boolean).join(', ') })
    }
    const error = await failureOf(wecom.token())
    if (isOutage(error)) {
      return fail(error.reason, { evidence: evidenceOf(error) })
    }
    const tls = found.tlsMs === undefined ? '' : `, TLS ${found.tlsMs} ms`
    return ok(`${url.host}, ${found.address}, TCP ${found.tcpMs} ms${tls}`)
  },
})

type Outage = UpstreamUnavailableError & { reason: 'timeout' | 'connection' | 'certificate' }

function isOutage(error: unknown): error is Outage {
  return error instanceof UpstreamUnavailableError && ['timeout', 'connection', 'certificate'].includes(error.reason)
}

const evidenceOf = ({ message }: Error) => message

/** Whether the transport sends requests for this address through the forward proxy. */
function usesProxy({ environment }: DoctorContext, { protocol, hostname }: URL): boolean {
  const proxy = forwardProxy(environment)
  if (!proxy || (protocol === 'https:' ? proxy.https : proxy.http) === '') return false
  return !proxy.except.split(/[,\s]+/).some((entry) => {
    const name = entry.replace(/:\d+$/, '').replace(/^\*?\./, '')
    return entry === '*' || hostname === name || hostname.endsWith(`.${name}`)
  })
}

function proxyHost(environment: DoctorContext['environment'], { protocol }: URL): string {
  const proxy = forwardProxy(environment)!
  return `HTTPS_PROXY ${new URL(protocol === 'https:' ? proxy.https : proxy.http).host}`
}
