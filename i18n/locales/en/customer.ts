import type { Messages } from '../../messages.ts'

const bindingPath = 'Customer Contact → API → WeChat developer ID'

export default {
  asOf: 'WeCom is busy. What you see was read',
  unnamed: 'Unnamed customer',
  type: { wechat: 'WeChat', wecom: 'WeCom' },
  gender: { male: 'Male', female: 'Female' },
  unionId: 'UnionID',
  copyUnionId: 'Copy UnionID',
  unionIdMissing: 'No UnionID',
  unionIdMissingReasons: {
    wecom_contact: { cause: 'This customer uses WeCom. Only WeChat customers have a UnionID.' },
    third_party_app: {
      cause: 'The credentials belong to a third-party app, which WeCom never gives a UnionID.',
      adminHint: 'Use the AgentId and Secret of an app your company built itself.',
    },
    developer_account_not_bound: {
      cause: 'The company has not bound an official account or mini program yet.',
      adminHint: `Bind a verified one that belongs to a WeChat Open Platform account: ${bindingPath}.`,
    },
    subject_mismatch: {
      cause: 'The binding was removed, or the account\'s legal subject no longer matches the company\'s.',
      adminHint: `Check ${bindingPath}: both subjects must be the same and verified.`,
    },
    not_returned_yet: { cause: 'WeCom has not sent this customer\'s UnionID yet. Look again later.' },
  },
  notes: 'My notes',
  remark: 'Remark',
  remarkCorpName: 'Company',
  description: 'Description',
  mobiles: 'Phone',
  copyMobile: mobile => `Copy ${mobile}`,
  tags: 'Tags',
  noTags: 'No tags yet',
  personalTags: 'Personal tags',
  relation: 'How we met',
  addedAt: 'Added',
  addWay: 'Via',
  addedBy: 'Added by',
  addedByWhom: { me: 'Me', customer: 'The customer', colleague: 'A colleague' },
  contactWayState: 'Channel',
  followers: 'Followers',
  followerCount(count, includesMe) {
    const colleagues = includesMe ? count - 1 : count
    const words = colleagues === 1 ? '1 colleague' : `${colleagues} colleagues`
    if (!includesMe) return words
    return colleagues > 0 ? `Me and ${words}` : 'Only me'
  },
  externalUserId: 'Customer ID',
  profile: 'Public profile',
  miniProgram: 'Mini program',
  opensInBrowser: '(opens a web page)',
} satisfies Messages['customer'] as Messages['customer']
