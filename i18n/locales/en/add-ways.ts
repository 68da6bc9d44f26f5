import type { Messages } from '../../messages.ts'

/** WeCom's add_way numbers (doc 92114). */
export default {
  other: 'Other',
  ways: {
    0: 'Unknown',
    1: 'Scanned QR code',
    2: 'Phone number search',
    3: 'Shared contact card',
    4: 'Group chat',
    5: 'Phone contacts',
    6: 'WeChat contacts',
    8: 'Support staff added with a third-party app',
    9: 'Email search',
    10: 'WeChat Channels',
    11: 'Calendar participant',
    12: 'Meeting participant',
    13: 'WeCom account of a WeChat friend',
    14: 'Smart hardware support',
    15: 'On-site service',
    16: 'Customer acquisition link',
    17: 'Custom development',
    18: 'Reply to a request',
    21: 'Third-party pre-sales',
    22: 'Possible business partner',
    24: 'Friend request to a WeChat account',
    201: 'Shared by a colleague',
    202: 'Assigned by an admin',
  },
} satisfies Messages['addWays'] as Messages['addWays']
