import type { Messages } from '../../messages.ts'

export default {
  chat: 'Customer service chat · this customer has added you',
  only: 'From WeChat customer service. No one has added this customer yet.',
  title: 'Customer service chat',
  what: 'This person is using WeChat customer service and hasn\'t added you.',
  why: 'Only members who have added a customer can see the profile.',
  next: 'Open the profile in WeCom and invite them to add you. It then appears here automatically.',
  copyId: 'Copy customer ID',
  adminHint:
    'Set NUXT_ACCESS_POLICY to corp and add this app under WeChat Customer Service (微信客服) → API → Apps that may '
    + 'call the API (可调用接口的应用). Name, avatar and UnionID then appear here.',
} satisfies Messages['customerService'] as Messages['customerService']
