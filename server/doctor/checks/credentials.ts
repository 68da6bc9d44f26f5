import { ADVICE } from '../../wecom/advice.ts'
import { UpstreamRefusedError } from '../../upstream/upstream-error.ts'
import { defineCheck, fail, ok, warn } from '../check.ts'
import { PLACES } from '../../config/places.ts'
import { failureOf, saidBy } from '../refusal.ts'

const CORP_ID_ERRCODES = [40013, 41002]

export const credentials = defineCheck({
  id: 'credentials',
  title: { 'en': 'Corp ID and Secret', 'zh-CN': '企业ID 与 Secret' },
  steps: [1],
  variables: ['corpId', 'agentSecret'],
  needs: () => ['api-base'],
  causes: {
    secret: {
      cause: {
        'en': 'WeCom does not know this Secret. This check does not send it again until it changes.',
        'zh-CN': 'Secret 无效：企业微信不接受。更改之前，本项检查不会再次发送它。',
      },
      fix: ADVICE.secret,
      where: PLACES.secret,
    },
    corpId: {
      cause: { 'en': 'WeCom does not know this corp ID.', 'zh-CN': '企业ID 无效：企业微信中没有这个企业。' },
      fix: ADVICE.corpId,
      where: PLACES.corpId,
    },
    refused: {
      cause: { 'en': 'WeCom refuses to issue an access token.', 'zh-CN': '企业微信拒绝发放 access_token。' },
      fix: ADVICE.secret,
      where: PLACES.secret,
    },
    throttled: {
      cause: {
        'en': 'WeCom takes no calls from this address for a while: too many calls, or too many wrong secrets.',
        'zh-CN': '企业微信暂时拒绝本地址的调用：调用过多，或错误的 Secret 过多。',
      },
      fix: {
        'en': 'Wait for an hour, and run no other process with a wrong Secret.',
        'zh-CN': '等待一小时，期间不要运行使用错误 Secret 的进程。',
      },
      where: PLACES.secret,
    },
  },
  async run({ wecom, clock }) {
    const error = await failureOf(wecom.token())
    if (error === undefined) return ok('access_token')
    if (!(error instanceof UpstreamRefusedError)) throw error
    const said = saidBy(error)
    if (!error.isWrongSecret) {
      const isThrottled = ['throttled', 'busy', 'crowded'].includes(error.errcodeClass)
      return isThrottled ? warn('throttled', { ...said, fix: undefined, blocks: true }) : fail('refused', said)
    }
    const { pausedMs = 0 } = await wecom.refusedSecret() ?? {}
    const cause = CORP_ID_ERRCODES.includes(error.errcode) ? 'corpId' : 'secret'
    return fail(cause, { ...said, pausedUntil: clock.wall() + pausedMs })
  },
})
