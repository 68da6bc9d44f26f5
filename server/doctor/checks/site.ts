import { defineCheck, fail, ok, warn } from '../check.ts'
import type { Finding } from '../check.ts'
import type { DoctorContext } from '../context.ts'
import { variable } from '../../config/places.ts'
import { ECHO_BYTES, ECHO_PATH } from '../site/echo.ts'
import type { Visit } from '../site/site-probe.ts'
import { reach } from '../system/reach.ts'

type SiteCause
  = | 'http' | 'local' | 'name' | 'certificate' | 'expiresSoon' | 'notRunning' | 'unreachable' | 'foreign' | 'otherApp'
    | 'restart' | 'changed' | 'slash'

const FEW_DAYS = 14
const NAME_CODES = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA']
const where = variable('NUXT_SITE_URL')
const proxyPlace = { 'en': 'the reverse proxy of NUXT_SITE_URL', 'zh-CN': 'NUXT_SITE_URL 的反向代理' }

export const site = defineCheck<SiteCause>({
  id: 'site',
  title: { 'en': 'Public address', 'zh-CN': '对外地址' },
  steps: [3],
  variables: ['siteOrigins'],
  needs: () => ['network'],
  causes: {
    http: {
      cause: { 'en': 'The public address is http: WeCom opens only https.', 'zh-CN': '对外地址是 http：企业微信只打开 https。' },
      fix: {
        'en': 'Put https in front (docs/operating.md has an example) and change NUXT_SITE_URL.',
        'zh-CN': '在前面配置 https（见 docs/operating.zh-CN.md 的示例）并修改 NUXT_SITE_URL。',
      },
      where,
    },
    local: {
      cause: {
        'en': 'The public address is this machine: members\' clients cannot open it.',
        'zh-CN': '对外地址是本机：成员的客户端打不开。',
      },
      fix: {
        'en': 'For real use, set NUXT_SITE_URL to the https address of the trusted domain.',
        'zh-CN': '正式使用时，把 NUXT_SITE_URL 设为可信域名的 https 地址。',
      },
      where,
    },
    name: {
      cause: { 'en': 'The name of the public address is not found.', 'zh-CN': '找不到对外地址的域名。' },
      fix: {
        'en': 'Correct NUXT_SITE_URL, or add the name to the DNS of your domain.',
        'zh-CN': '改正 NUXT_SITE_URL，或在域名的 DNS 中添加解析。',
      },
      where,
    },
    certificate: {
      cause: { 'en': 'The certificate of the public address is not valid.', 'zh-CN': '对外地址的证书无效。' },
      fix: {
        'en': 'Install a certificate that is valid today, names exactly this host, and comes with its chain.',
        'zh-CN': '安装当前有效、域名一致且带完整证书链的证书。',
      },
      where: proxyPlace,
    },
    expiresSoon: {
      cause: { 'en': 'The certificate of the public address ends soon.', 'zh-CN': '对外地址的证书即将到期。' },
      fix: { 'en': 'Renew it, and see why that did not happen by itself.', 'zh-CN': '续期，并查明为何没有自动续期。' },
      where: proxyPlace,
    },
    notRunning: {
      cause: { 'en': 'No server answers: it is not started yet.', 'zh-CN': '没有服务应答：尚未启动。' },
      fix: { 'en': 'Start the server (npm start), then check again.', 'zh-CN': '启动服务（npm start），然后重新检查。' },
      where: { 'en': 'this server', 'zh-CN': '本服务器' },
    },
    unreachable: {
      cause: {
        'en': 'The public address cannot be reached from this server, although the server runs. Some networks do '
          + 'not allow that; then it proves nothing.',
        'zh-CN': '服务在运行，但从本服务器访问不到对外地址。有些网络不允许这样访问，此时不能说明问题。',
      },
      fix: {
        'en': 'Open the address of NUXT_SITE_URL with /healthz from outside. If it does not answer, correct the '
          + 'reverse proxy.',
        'zh-CN': '从外部打开 NUXT_SITE_URL 加 /healthz。若无应答，请修正反向代理。',
      },
      where: proxyPlace,
    },
    foreign: {
      cause: {
        'en': 'The public address answers, but it is not this app that answers.',
        'zh-CN': '对外地址有应答，但应答的不是本应用。',
      },
      fix: {
        'en': 'Let the reverse proxy pass all paths of this host to this server, without redirects, and let the DNS '
          + 'name lead to that proxy.',
        'zh-CN': '让反向代理把该主机的所有路径直接转发到本服务（不要跳转），并让域名指向该代理。',
      },
      where: proxyPlace,
    },
    otherApp: {
      cause: {
        'en': 'The public address leads to an installation for another corp or app.',
        'zh-CN': '对外地址指向另一个企业或应用的安装。',
      },
      fix: {
        'en': 'Correct the target of the reverse proxy, or restart the server with this environment.',
        'zh-CN': '修正反向代理的目标，或用当前环境变量重启服务。',
      },
      where: proxyPlace,
    },
    restart: {
      cause: {
        'en': 'The server runs with another corp ID or AgentId than this environment.',
        'zh-CN': '正在运行的服务使用的企业ID 或 AgentId 与当前环境变量不同。',
      },
      fix: { 'en': 'Restart the server.', 'zh-CN': '重启服务。' },
      where: { 'en': 'this server', 'zh-CN': '本服务器' },
    },
    changed: {
      cause: { 'en': 'The reverse proxy changes requests on their way.', 'zh-CN': '反向代理改动了请求。' },
      fix: {
        'en': 'Pass Host, the path, the query and the body unchanged: no slash more or less, no redirect to one, and '
          + 'also a body without Content-Length.',
        'zh-CN': '原样转发 Host、路径、查询参数和请求体：不增减斜杠，也不跳转到带斜杠的地址；没有 Content-Length 的请求体也要转发。',
      },
      where: proxyPlace,
    },
    slash: {
      cause: {
        'en': 'The reverse proxy changes the path, such as by a slash at its end. Pages work, but signed requests of '
          + 'your own systems are refused.',
        'zh-CN': '反向代理改动了路径，例如在末尾加斜杠。页面可以使用，但你们自己系统的签名请求会被拒绝。',
      },
      fix: { 'en': 'Pass the path unchanged, without a slash more or less.', 'zh-CN': '原样转发路径，不增减斜杠。' },
      where: proxyPlace,
    },
  },
  async run(context) {
    const findings: Finding<SiteCause>[] = []
    for (const origin of context.config.siteOrigins) findings.push(await judge(origin, context))
    const worst = ['fail', 'warn', 'ok'] as const
    return worst.map(status => findings.find(finding => finding.status === status)).find(Boolean)!
  },
})

async function judge(origin: string, context: DoctorContext): Promise<Finding<SiteCause>> {
  const url = new URL(origin)
  const isLocal = /^(?:localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(url.hostname)
  if (url.protocol === 'http:' && !isLocal) return fail('http', { evidence: origin })
  const visit = await context.site.visit(origin)
  const problem = await problemOf(visit, origin, context)
  if (problem) return problem
  const ms = visit.kind === 'echo' ? `, ${visit.ms} ms` : ''
  if (isLocal) return warn('local', { evidence: `${origin}${ms}` })
  const reached = await reach(url)
  const days = 'certificateDays' in reached ? reached.certificateDays : undefined
  const evidence = {
    'en': `${origin}${ms}${days === undefined ? '' : `, certificate: ${days} days`}`,
    'zh-CN': `${origin}${ms}${days === undefined ? '' : `，证书剩余 ${days} 天`}`,
  }
  return days !== undefined && days < FEW_DAYS ? warn('expiresSoon', { evidence }) : ok(evidence)
}

async function problemOf(
  visit: Visit, origin: string, { site: probe }: DoctorContext,
): Promise<Finding<SiteCause> | undefined> {
  if (visit.kind === 'unreachable') {
    const { code = 'no answer', isCertificate = false } = visit.failure ?? {}
    const evidence = `${origin}: ${code}`
    if (isCertificate) return fail('certificate', { evidence })
    if (NAME_CODES.includes(code)) return fail('name', { evidence })
    return warn(await probe.isRunning() ? 'unreachable' : 'notRunning', { evidence, blocks: true })
  }
  if (visit.kind === 'other') {
    if (isSlashed(visit.location)) return fail('changed', { evidence: `${origin}: HTTP ${visit.status} → …/` })
    const evidence = `${origin}: HTTP ${visit.status}${visit.location ? ` → ${hostOf(visit.location)}` : ''}`
    const isAway = [502, 503, 504].includes(visit.status) && !await probe.isRunning()
    return isAway ? warn('notRunning', { evidence, blocks: true }) : fail('foreign', { evidence })
  }
  const { echo, isOurApp, hasOurPassword } = visit
  // With our password, it is this installation, which has not been restarted after a change.
  if (!isOurApp && hasOurPassword) return warn('restart', { evidence: origin, blocks: true })
  if (!isOurApp) return fail('otherApp', { evidence: origin })
  const changes = [!echo.host && 'Host', !echo.query && 'query', echo.bytes !== ECHO_BYTES && 'body'].filter(Boolean)
  if (changes.length > 0) return fail('changed', { evidence: `${origin}: ${changes.join(', ')}` })
  return echo.path ? undefined : warn('slash', { evidence: origin })
}

/** Whether a redirect only adds a slash. */
function isSlashed(location = ''): boolean {
  return location.split('?', 1)[0]!.endsWith(`${ECHO_PATH}/`)
}

/** Of the target of a redirect, whose query may hold a secret. */
function hostOf(location: string): string {
  return URL.canParse(location) ? new URL(location).origin : location.split('?', 1)[0]!
}
