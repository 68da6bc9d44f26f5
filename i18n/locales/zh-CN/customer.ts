import type { UnionIdMissingReason } from '#shared/types/customer.ts'

interface MissingText { cause: string, adminHint?: string }

const bindingPath = '客户联系 → 客户 → API → 微信开发者ID 绑定'

export default {
  asOf: (age: string) => `企业微信繁忙，${age}更新`,
  unnamed: '未命名客户',
  nickname: '昵称',
  added: (age: string) => `${age}添加`,
  call: '电话',
  note: '记跟进',
  reminder: '提醒',
  story: '跟进记录',
  type: { wechat: '微信', wecom: '企业微信' },
  gender: { male: '男', female: '女' },
  unionId: 'UnionID',
  copyUnionId: '复制 UnionID',
  ids: '标识',
  unionIdMissing: '暂无 UnionID',
  unionIdMissingReasons: {
    wecom_contact: { cause: '该客户使用企业微信，仅微信客户有 UnionID。' },
    third_party_app: {
      cause: '当前凭证属于第三方或代开发应用，企业微信不向它提供 UnionID。',
      adminHint: '改用本企业自建应用的 AgentId 与 Secret。',
    },
    developer_account_not_bound: {
      cause: '企业未绑定公众号或小程序。',
      adminHint: `在「${bindingPath}」绑定已认证、且在微信开放平台账号下的公众号或小程序。`,
    },
    subject_mismatch: {
      cause: '绑定已解除，或公众号、小程序的主体与企业不再一致。',
      adminHint: `在「${bindingPath}」检查绑定，并确认双方主体相同且已认证。`,
    },
    not_returned_yet: { cause: '企业微信暂未返回该客户的 UnionID，请稍后查看。' },
  } satisfies Record<UnionIdMissingReason, MissingText> as Record<UnionIdMissingReason, MissingText>,
  notes: '备注信息',
  remark: '备注名',
  remarkCorpName: '企业',
  description: '描述',
  mobiles: '电话',
  copyMobile: (mobile: string) => `复制 ${mobile}`,
  tags: '标签',
  noTags: '暂无标签',
  personalTags: '个人标签',
  relation: '来源',
  addedAt: '添加时间',
  addWay: '添加方式',
  addedByWhom: { me: '我主动添加', customer: '客户主动添加', colleague: '同事分配' },
  contactWayState: '渠道',
  followers: '跟进人',
  alsoWith: '共同跟进',
  colleagues: (count: number) => `${count} 位同事`,
  andOthers: (count: number) => `等 ${count} 位同事`,
  ask: (name: string) => `联系${name}`,
  externalUserId: '客户 ID',
  profile: '对外信息',
  miniProgram: '小程序',
  opensInBrowser: '（打开网页）',
}
