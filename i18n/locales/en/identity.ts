import type { Messages } from '../../messages.ts'

export default {
  title: 'Linked accounts',
  wecom: 'WeCom',
  wecomCustomer: 'External contact',
  unknownApp: appId => `App ${appId} (not configured)`,
  kinds: {
    miniProgram: 'Mini program', officialAccount: 'Official account', website: 'Website', mobileApp: 'Mobile app',
  },
  first: 'First seen',
  copy: id => `Copy ${id}`,
  since: 'first recorded',
  lastSeen: 'last recorded',
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
  system: id => `Company system ${id}`,
  onlyWecom:
    'No other accounts yet. They appear here after this customer signs in to your mini program, website or mobile '
    + 'app, or follows your official account.',
  noUnionId: 'Without a UnionID, mini program, official account, website and mobile app users can\'t be linked.',
  adminHint:
    'List your mini programs, official accounts, websites and mobile apps in NUXT_WECHAT_APPS and connect their '
    + 'sign-in: see docs/identity.md.',
  decided: { title: 'Confirmed by an admin', again: 'Choose again' },
  conflict: {
    title: 'Conflict',
    meaning: 'Sources give different UnionIDs for this account. It stays unassigned until resolved.',
    current: 'This customer',
    openPlatform: 'Open Platform account',
    member: 'Contact your admin.',
    decide: 'Choose the correct UnionID',
    question: 'Which customer owns this account?',
    consequence: 'Other UnionIDs will be ignored from now on. This decision is logged.',
    confirm: 'Confirm',
    resolved: 'Conflict resolved.',
  },
} satisfies Messages['identity'] as Messages['identity']
