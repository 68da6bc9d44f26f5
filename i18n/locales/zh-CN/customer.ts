import type { UnionIdMissingReason } from '#shared/types/customer.ts'

interface MissingText { cause: string, adminHint?: string }

const bindingPath = '客户联系 → API → 微信开发者 ID'

export default {
  asOf: '企业微信繁忙，资料获取于',
  unnamed: '未命名的客户',
  type: { wechat: '微信', wecom: '企业微信' },
  gender: { male: '男', female: '女' },
  unionId: 'UnionID',
  copyUnionId: '复制 UnionID',
  unionIdMissing: '暂无 UnionID',
  unionIdMissingReasons: {
    wecom_contact: { cause: '对方使用企业微信，只有微信客户才有 UnionID。' },
    third_party_app: {
      cause: '当前凭证属于第三方或代开发应用，企业微信不向它提供 UnionID。',
      adminHint: '改用本企业自建应用的 AgentId 与 Secret。',
    },
    developer_account_not_bound: {
      cause: '企业还没有绑定公众号或小程序，因此没有 UnionID。',
      adminHint: `在「${bindingPath}」绑定已认证、且在微信开放平台账号下的公众号或小程序。`,
    },
    subject_mismatch: {
      cause: '绑定已解除，或公众号、小程序的主体与企业不再一致。',
      adminHint: `在「${bindingPath}」检查绑定，并确认双方主体相同且已认证。`,
    },
    not_returned_yet: { cause: '企业微信暂时没有返回这位客户的 UnionID，可稍后再看。' },
  } satisfies Record<UnionIdMissingReason, MissingText> as Record<UnionIdMissingReason, MissingText>,
  notes: '我的备注',
  remark: '备注名',
  remarkCorpName: '企业',
  description: '描述',
  mobiles: '电话',
  copyMobile: (mobile: string) => `复制 ${mobile}`,
  tags: '标签',
  noTags: '还没有标签',
  personalTags: '个人标签',
  relation: '添加信息',
  addedAt: '添加时间',
  addWay: '来源',
  addedBy: '添加人',
  addedByWhom: { me: '我', customer: '客户', colleague: '同事' },
  contactWayState: '渠道',
  followers: '跟进人',
  followerCount(count: number, includesMe: boolean) {
    if (!includesMe) return `${count} 位同事`
    return count > 1 ? `我和 ${count - 1} 位同事` : '只有我'
  },
  externalUserId: '客户 ID',
  profile: '对外信息',
  miniProgram: '小程序',
  opensInBrowser: '（打开网页）',
}
