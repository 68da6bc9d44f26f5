import type { Language } from '#shared/utils/language.ts'
import { createClockSkew } from '../../upstream/clock-skew.ts'
import { createRefusalMemory } from '../../upstream/credentials/refusal-memory.ts'
import { shareRefusals } from '../../upstream/credentials/shared-refusal.ts'
import { UpstreamRefusedError } from '../../upstream/upstream-error.ts'
import { fetchAccessToken, tokenKey } from '../../wechat/access-tokens.ts'
import { concernsWholeApp } from '../../wechat/refusals.ts'
import { createWechatRequest } from '../../wechat/wechat-request.ts'
import { WECHAT } from '../../wechat/wechat-upstream.ts'
import { createVault } from '../../storage/vault.ts'
import { createEncryption } from '../../storage/encryption.ts'
import { defineCheck, fail, ok, skipped, warn } from '../check.ts'
import type { DoctorContext } from '../context.ts'
import { PLACES } from '../../config/places.ts'
import { failureOf } from '../refusal.ts'

const IP_ERRCODE = 40164

type WechatApp = DoctorContext['config']['wechatApps'][number]

/** The others know an AppSecret only together with the code of a person who signs in. */
const WITH_TOKEN: readonly WechatApp['kind'][] = ['miniProgram', 'officialAccount']

export const wechatApps = defineCheck({
  id: 'wechat-apps',
  title: { 'en': 'WeChat apps', 'zh-CN': '微信应用' },
  variables: ['wechatApps', 'wechatApiBase'],
  needs: () => ['network'],
  causes: {
    secret: {
      cause: {
        'en': 'WeChat does not know this AppID with this AppSecret. This check does not send them again until they '
          + 'change.',
        'zh-CN': 'AppID 或 AppSecret 无效，或两者不匹配。更改之前，本项检查不会再次发送。',
      },
      fix: {
        'en': 'Copy AppID and AppSecret again into NUXT_WECHAT_APPS, and restart.',
        'zh-CN': '把 AppID 和 AppSecret 重新复制到 NUXT_WECHAT_APPS 并重启。',
      },
      where: PLACES.wechatSecret,
    },
    ip: {
      cause: {
        'en': 'The IP of this server is not in the IP allowlist of the app (40164).',
        'zh-CN': '本服务器的 IP 不在该应用的 IP 白名单中（40164）。',
      },
      fix: { 'en': 'Add the outgoing IP of this server to the IP allowlist.', 'zh-CN': '把本服务器的出口 IP 加入 IP 白名单。' },
      where: PLACES.wechatIp,
    },
    refused: {
      cause: { 'en': 'WeChat refuses the app.', 'zh-CN': '微信拒绝了该应用。' },
      fix: { 'en': 'See the errcode in WeChat\'s documentation.', 'zh-CN': '在微信文档中查阅该 errcode。' },
      where: PLACES.wechatSecret,
    },
    unavailable: {
      cause: { 'en': 'WeChat\'s API cannot be reached.', 'zh-CN': '无法连接微信 API。' },
      fix: {
        'en': 'Open outgoing https to api.weixin.qq.com, or correct NUXT_WECHAT_API_BASE.',
        'zh-CN': '放行到 api.weixin.qq.com 的出站 https，或改正 NUXT_WECHAT_API_BASE。',
      },
      where: { 'en': '.env: NUXT_WECHAT_API_BASE', 'zh-CN': '.env：NUXT_WECHAT_API_BASE' },
    },
  },
  async run(context) {
    const { wechatApps: apps } = context.config
    if (apps.length === 0) return skipped({
      'en': 'Not used (NUXT_WECHAT_APPS is empty).',
      'zh-CN': '未使用（NUXT_WECHAT_APPS 为空）。',
    })
    const asked = apps.filter(({ kind }) => WITH_TOKEN.includes(kind))
    const failures = await Promise.all(asked.map(app => failureOf(tryApp(app, context))))
    const at = failures.findIndex(error => error !== undefined)
    if (at < 0) {
      const described = (language: Language) => apps.map(app => describeApp(app, language))
      return ok({ 'en': described('en').join(', '), 'zh-CN': described('zh-CN').join('、') })
    }
    const error = failures[at]
    const { name, appId } = asked[at]!
    if (!(error instanceof UpstreamRefusedError)) return warn('unavailable', { evidence: (error as Error).message })
    const { errcode, said: { callerIp } } = error
    const evidence = `${name} (${appId}): errcode ${errcode}${callerIp ? `, from ip ${callerIp}` : ''}`
    if (errcode === IP_ERRCODE) return fail('ip', { evidence })
    return fail(error.isWrongSecret ? 'secret' : 'refused', { evidence })
  },
})

const NOT_ASKED = { 'en': ', not asked before a sign-in', 'zh-CN': '，首次登录时才会验证' }

function describeApp({ name, kind, openPlatform }: WechatApp, language: Language): string {
  return `${name} (${openPlatform}${WITH_TOKEN.includes(kind) ? '' : NOT_ASKED[language]})`
}

/** @throws {UpstreamRefusedError | UpstreamUnavailableError} */
async function tryApp(app: WechatApp, context: DoctorContext): Promise<void> {
  const { config: { wechatApiBase }, fetch, clock, store, roots } = context
  const vault = createVault(store, createEncryption(roots, 'store'))
  const about = { upstream: WECHAT, key: tokenKey(wechatApiBase, app), vault }
  const memory = createRefusalMemory(about)
  const known = await memory.known()
  if (known?.error.isWrongSecret) throw known.error
  if (known) await memory.forget()
  const request = createWechatRequest(wechatApiBase, fetch, createClockSkew(clock))
  await shareRefusals({ ...about, isFinal: concernsWholeApp }, () => fetchAccessToken(request, app))()
}
