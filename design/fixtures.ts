import type { AuditRecord } from '#shared/types/audit.ts'
import type { CustomerProfile, CustomerSummary } from '#shared/types/customer.ts'
import type { TagGroup } from '#shared/types/customer-edit.ts'
import type { CustomerGroup, GroupMember } from '#shared/types/group.ts'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import type { MemberSession, SessionMember } from '#shared/types/session.ts'
import { noEdits, type CustomerEdits } from '~/browser/edits/customer-edit'
import type { ReplyNames } from '#shared/utils/fill-reply.ts'
import type { ResourceState } from '~/browser/resource/keyed-resource'
import type { UsedTagGroup } from '~/browser/search/customer-filter'

/** A customer of a furniture shop, with everything filled in. */
export const profile: CustomerProfile = {
  externalUserId: 'wmDesignShenJianing0000000000001',
  name: '沈佳宁',
  type: 'wechat',
  gender: 'female',
  unionId: 'oDesign7mY9CjZP0XFmQqnfEYg2r',
  attributes: [],
  relation: {
    remark: '沈佳宁 · 云栖花园',
    description: '三居室，六月交房。喜欢浅色木纹，厨房要放下双开门冰箱。',
    remarkCorpName: '云栖设计工作室',
    maskedMobiles: ['138****6021', '0571****8812'],
    tags: [
      { id: 'et1', name: '金卡会员', groupName: '客户等级', kind: 'corp' },
      { id: 'et2', name: '全屋定制', groupName: '装修需求', kind: 'corp' },
      { id: 'et3', name: '软装搭配', groupName: '装修需求', kind: 'corp' },
      { name: '喜欢周末联系', groupName: '', kind: 'personal' },
    ],
    addedAt: '2026-03-14T02:30:00Z',
    addWay: 1,
    addedBy: 'customer',
    contactWayState: 'spring2026',
  },
  followUserCount: 3,
}

/** A customer of another company, who uses WeCom. */
export const wecomProfile: CustomerProfile = {
  ...profile,
  externalUserId: 'woDesignZhouMing000000000000001',
  name: '周铭',
  type: 'wecom',
  gender: 'male',
  unionId: undefined,
  unionIdMissing: 'wecom_contact',
  corpName: '望江酒店',
  corpFullName: '浙江望江酒店管理有限公司',
  position: '采购总监',
  attributes: [
    { kind: 'text', name: '部门', value: '采购与供应链管理中心' },
    { kind: 'web', name: '官网', title: '望江酒店集团', url: 'https://hotel.example/about' },
    { kind: 'miniProgram', name: '小程序', title: '望江会员' },
  ],
}

/** A text longer than any column is wide. */
export const LONG = '上海浦东新区张江高科技园区碧波路第六百九十号八号楼四层欧陆经典国际软装设计顾问有限公司'

export const edits: CustomerEdits = noEdits(profile.externalUserId)

export const tagLibrary: TagGroup[] = [
  {
    id: 'g1',
    name: '客户等级',
    tags: [{ id: 'et1', name: '金卡会员' }, { id: 'et4', name: '银卡会员' }, { id: 'et5', name: '普通客户' }],
  },
  {
    id: 'g2',
    name: '装修需求',
    tags: [{ id: 'et2', name: '全屋定制' }, { id: 'et3', name: '软装搭配' }, { id: 'et6', name: '局部翻新' }],
  },
]

/** The tags of the library that customers have. */
export const usedTags = {
  status: 'ready', id: '', loadedAt: 0,
  data: [
    { id: 'g1', name: '客户等级', tags: [{ id: 'et1', name: '金卡会员', count: 2 }, { id: 'et4', name: '银卡会员', count: 11 }] },
    { id: 'g2', name: LONG, tags: [{ id: 'et2', name: LONG, count: 1 }] },
    { id: '', name: '', tags: [{ id: '', name: '', count: 3 }] },
  ],
} satisfies ResourceState<UsedTagGroup[]>

export const members: GroupMember[] = [
  {
    id: 'linxiaotong', kind: 'colleague', name: '林晓彤', isOwner: true, isAdmin: false, joinedAt: '2026-03-12T01:30:00Z',
    joinScene: 'invited',
  },
  {
    id: 'chenzhiyuan', kind: 'colleague', name: '陈志远', isOwner: false, isAdmin: true, joinedAt: '2026-03-12T01:30:00Z',
    joinScene: 'invited',
  },
  {
    id: profile.externalUserId, kind: 'customer', name: profile.name, groupNickname: '云栖 3-602',
    isOwner: false, isAdmin: false,
    joinedAt: '2026-03-12T02:30:00Z', joinScene: 'link', unionId: profile.unionId,
  },
  {
    id: 'wmDesignGuest', kind: 'stranger', name: '路过的邻居', isOwner: false, isAdmin: false,
    joinedAt: '2026-03-13T02:30:00Z', joinScene: 'qr_code',
  },
]

export const group: CustomerGroup = {
  chatId: 'wrDesign', name: '云栖花园业主交流群', notice: '每周三晚八点直播答疑。', memberCount: members.length, externalCount: 2,
  createdAt: '2026-03-12T01:30:00Z', members,
}

export const customers: CustomerSummary[] = [
  {
    externalUserId: profile.externalUserId, name: profile.name, type: 'wechat', unionId: profile.unionId,
    remark: '沈佳宁 · 云栖花园', maskedMobiles: ['138****8000'], tagIds: ['et1', 'et2'], spellings: ['shen jia ning'],
  },
  {
    externalUserId: wecomProfile.externalUserId, name: wecomProfile.name, type: 'wecom',
    corpName: wecomProfile.corpName, remark: '', maskedMobiles: [], tagIds: [],
    spellings: [],
  },
  {
    externalUserId: 'wmDesignLong', name: LONG, type: 'wechat', corpName: LONG, remark: LONG, maskedMobiles: [],
    tagIds: ['et1'], spellings: [],
  },
]

export const member: SessionMember = { userId: 'linxiaotong', name: '林晓彤', admin: false }

export const replies: QuickReply[] = [
  { id: 'r1', scope: 'own', text: '您好，我是春风家居的顾问，很高兴为您服务。' },
  { id: 'r2', scope: 'own', text: `${LONG}。`.repeat(6) },
  { id: 'r3', scope: 'corp', text: 'Our showroom is open from 9 to 18 every day.' },
  { id: 'r4', scope: 'corp', title: '到店邀约', folder: '邀约', text: '{客户}，您好，我是{成员}。周六上午十点到店看样方便吗？' },
]

/** A picture, a file, a link and a mini program. */
export const attachedReplies: (QuickReply & Required<Pick<QuickReply, 'attachment'>>)[] = [
  {
    id: 'a1', scope: 'own', text: '', title: '样板间',
    attachment: { type: 'file', id: 'f1', name: '样板间.png', bytes: 734_003, isImage: true },
  },
  {
    id: 'a2', scope: 'corp', text: '',
    attachment: { type: 'file', id: 'f2', name: `${LONG}.pdf`, bytes: 5_242_880, isImage: false },
  },
  {
    id: 'a3', scope: 'corp', text: '', title: '案例',
    attachment: {
      type: 'link', title: '滨江 89 平米，三室两厅', description: '完工照片和报价', url: 'https://www.example.com/cases/89',
    },
  },
  {
    id: 'a4', scope: 'corp', text: '',
    attachment: {
      type: 'miniProgram', appId: 'wx7c1f0a9be3d24568', page: 'pages/index/index.html?from=sidebar', title: '春山家居商城',
    },
  },
]

/** For the variables of replies. */
export const replyNames: ReplyNames = { customer: '张伟', member: '林晓彤' }

export const auditRecord: AuditRecord = {
  seq: 42,
  at: '2026-03-02T09:00:00.000Z',
  lastAt: '2026-03-02T09:00:00.000Z',
  count: 1,
  action: 'view_customer',
  actor: 'linxiaotong',
  subject: '03147b2b06cbd7af',
  result: 'ok',
  details: {},
  requestId: '7d3c9a52-61f4-4a0e-9c35-0f1be2a7d810',
  network: '203.0.113.9',
}

/** A desktop, a phone and a browser. */
export const memberSessions: MemberSession[] = [
  {
    signedInAt: '2026-11-26T01:00:00.000Z', seenAt: '2026-11-26T01:30:00.000Z', current: true,
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 Chrome/107.0.0.0 Safari/537.36 wxwork/5.0.11',
  },
  {
    signedInAt: '2026-11-25T00:10:00.000Z', seenAt: '2026-11-25T10:00:00.000Z', current: false,
    userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 wxwork/5.0.10',
  },
  {
    signedInAt: '2026-11-24T08:00:00.000Z', seenAt: '2026-11-24T08:05:00.000Z', current: false,
    userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
  },
]
