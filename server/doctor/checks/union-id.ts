import type { FollowedContact } from '../../wecom/api/external-contact.ts'
import { defineCheck, fail, ok, skipped } from '../check.ts'
import type { DoctorContext } from '../context.ts'
import { PLACES } from '../../config/places.ts'

const link = 'https://developer.work.weixin.qq.com/document/path/92114'

export const unionId = defineCheck({
  id: 'union-id',
  title: { 'en': 'unionid', 'zh-CN': 'unionid' },
  steps: [9],
  needs: () => ['customer-contact'],
  causes: {
    unbound: {
      cause: {
        'en': 'No customer has a unionid: no WeChat developer ID is bound, or it belongs to another company.',
        'zh-CN': '没有客户带 unionid：未绑定微信开发者ID，或它属于其他主体。',
      },
      fix: {
        'en': 'Bind an official account or mini program of the same company. Unionids come within minutes after that.',
        'zh-CN': '绑定同一主体的公众号或小程序，之后几分钟内就会有 unionid。',
      },
      where: PLACES.developerId,
      link,
    },
    thirdParty: {
      cause: {
        'en': 'This is no self-built app: WeCom gives no unionids to third-party apps (第三方应用, 代开发应用).',
        'zh-CN': '这不是自建应用：企业微信不向第三方应用和代开发应用提供 unionid。',
      },
      fix: {
        'en': 'Create a self-built app, and use its AgentId and Secret.',
        'zh-CN': '创建自建应用，并使用其 AgentId 和 Secret。',
      },
      where: { 'en': 'App Management → Self-built → Create App (应用管理 → 自建 → 创建应用)', 'zh-CN': '应用管理 → 自建 → 创建应用' },
      link,
    },
  },
  async run({ wecom, progress }) {
    const customers = (await wecom.customers()).map(({ contact }) => contact).filter(({ type }) => type === 'wechat')
    const counts = shares(customers)
    if (customers.length === 0) return skipped({ 'en': 'No customer uses WeChat yet.', 'zh-CN': '暂无微信客户。' })
    const evidence = {
      'en': `${counts.withUnionId} of ${customers.length} customers have a unionid${await lastSync(progress, 'en')}`,
      'zh-CN': `${customers.length} 位客户中 ${counts.withUnionId} 位有 unionid${await lastSync(progress, 'zh-CN')}`,
    }
    if (counts.withUnionId > 0) return ok(evidence)
    return fail(counts.withoutAvatar === customers.length ? 'thirdParty' : 'unbound', { evidence })
  },
})

/** Self-built apps always get the field avatar, empty if need be. */
function shares(customers: FollowedContact['contact'][]) {
  return {
    withUnionId: customers.filter(({ unionId: id }) => id).length,
    withoutAvatar: customers.filter(({ avatar }) => avatar === undefined).length,
  }
}

async function lastSync(progress: DoctorContext['progress'], language: string): Promise<string> {
  const { customers = 0, withUnionId = 0 } = await progress().catch(() => undefined) ?? {}
  if (customers === 0) return ''
  const share = Math.round(100 * withUnionId / customers)
  return language === 'en' ? `; last sync: ${share} %` : `；上次同步：${share}%`
}
