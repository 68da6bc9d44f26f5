import type { Messages } from '../../messages.ts'

export default {
  title: 'Linked accounts',
  wecom: 'WeCom',
  wecomCustomer: 'External contact',
  unknownApp: appId => `App ${appId} (not configured)`,
  kinds: {
    miniProgram: 'Mini program', officialAccount: 'Official account', website: 'Website', mobileApp: 'Mobile app',
  },
  first: 'Seen first',
  copy: id => `Copy ${id}`,
  since: 'since',
  lastSeen: 'last',
  sources: {
    'externalcontact/get': 'WeCom customer profile',
    'externalcontact/batch/get_by_user': 'WeCom customer sync',
    'kf/customer/batchget': 'WeChat customer service',
    'jscode2session': 'Mini program sign-in',
    'user_data': 'Mini program user info',
    'user/info': 'Official account profile',
    'user/info/batchget': 'Official account profile',
    'sns/oauth2': 'Sign-in with WeChat',
  },
  system: id => `Your company's system ${id}`,
  onlyWecom:
    'Seen in WeCom only so far. Once this person signs in to another app of yours or follows your official '
    + 'account, it shows here.',
  noUnionId: 'Without a UnionID this person cannot be recognised in your other apps.',
  adminHint: 'List your apps in NUXT_WECHAT_APPS and connect their sign-in: see docs/identity.md.',
  decided: { title: 'Chosen in a conflict', again: 'Choose again' },
  conflict: {
    title: 'In conflict',
    meaning:
      'The sources disagree: this account is said to belong to different UnionIDs. Until that is settled it '
      + 'counts as nobody\'s.',
    current: 'This customer',
    openPlatform: 'Open Platform account',
    member: 'Ask your admin: an admin who opens this customer can choose the right one here.',
    decide: 'Choose the right UnionID',
    question: 'Whose account is this?',
    consequence:
      'The other claims are no longer believed, even when their source repeats them. Your decision is put on record.',
    confirm: 'Confirm',
    saving: 'Saving',
    resolved: 'Chosen: the conflict is settled.',
    failed: 'Not saved.',
  },
} satisfies Messages['identity'] as Messages['identity']
