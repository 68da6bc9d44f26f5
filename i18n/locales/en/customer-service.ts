import type { Messages } from '../../messages.ts'

export default {
  chat: 'This is a customer service chat with a customer of yours.',
  only: 'From WeChat customer service: nobody has added this person yet. This is all that customer service knows.',
  title: 'Customer service chat',
  what: 'This person writes to WeChat customer service, but is not a customer of yours, so there is no profile here.',
  why: 'WeCom does not tell which member serves whom. So only members who have added a person see the profile.',
  next:
    'Open this profile in WeCom and invite them to add you. Once they are your customer, come back: the '
    + 'profile shows by itself.',
  copyId: 'Copy the id',
  adminHint:
    'Set NUXT_ACCESS_POLICY to corp and add this app under WeChat Customer Service → API → Apps that may call '
    + 'the API: then name, avatar and UnionID show here.',
} satisfies Messages['customerService'] as Messages['customerService']
