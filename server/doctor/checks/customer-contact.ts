import { UpstreamRefusedError } from '../../upstream/upstream-error.ts'
import { ADVICE } from '../../wecom/advice.ts'
import { defineCheck, fail, ok } from '../check.ts'
import { PLACES } from '../../config/places.ts'
import { saidBy } from '../refusal.ts'
import { namesOf } from '../wecom/member-names.ts'

export const customerContact = defineCheck({
  id: 'customer-contact',
  title: { 'en': 'Customer Contact', 'zh-CN': '客户联系' },
  steps: [6, 7],
  needs: () => ['agent'],
  causes: {
    unticked: {
      cause: {
        'en': 'The app may not call the API of Customer Contact: it is not ticked in Apps that may call the API '
          + '(可调用接口的应用).',
        'zh-CN': '应用无权调用客户联系 API：未在「可调用接口的应用」中勾选。',
      },
      fix: ADVICE.customerApi,
      where: PLACES.customerApi,
    },
    empty: {
      cause: {
        'en': 'No member among Allowed users (可见范围) of the app is in Usage scope (使用范围) of Customer Contact.',
        'zh-CN': '应用可见范围内没有成员在客户联系的「使用范围」中。',
      },
      fix: {
        'en': 'Add the members who have customers to Usage scope (使用范围), and check that Allowed users (可见范围) '
          + 'of the app contains them, too.',
        'zh-CN': '把有客户的成员加入「使用范围」，并确认应用的可见范围也包含他们。',
      },
      where: PLACES.customerRange,
    },
    refused: {
      cause: { 'en': 'WeCom refuses the list of members with customers.', 'zh-CN': '企业微信拒绝提供有客户的成员列表。' },
      fix: ADVICE.customerApi,
      where: PLACES.customerApi,
    },
  },
  async run({ wecom }) {
    try {
      const serving = await wecom.serviceMembers()
      if (serving.length === 0) return fail('empty')
      const [{ userIds }, members] = await Promise.all([wecom.agent(), wecom.members().catch(() => [])])
      const known = new Set(serving.map(id => id.toLowerCase()))
      const visible = [...new Set([...userIds, ...members.map(({ userId }) => userId)])]
      const missing = visible.filter(id => !known.has(id.toLowerCase()))
      const names = namesOf(missing, members)
      return ok({
        'en': `${serving.length} members${missing.length > 0 ? `; not in Usage scope (使用范围): ${names}` : ''}`,
        'zh-CN': `${serving.length} 名成员${missing.length > 0 ? `；在可见范围但不在使用范围：${names}` : ''}`,
      })
    }
    catch (error) {
      if (!(error instanceof UpstreamRefusedError)) throw error
      const said = saidBy(error)
      if (error.errcode === 48002) return fail('unticked', { evidence: said.evidence })
      return error.errcode === 84074 ? fail('empty', { evidence: said.evidence }) : fail('refused', said)
    }
  },
})
