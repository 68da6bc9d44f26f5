import type { Messages } from '../../messages'
import addWays from './add-ways'
import customer from './customer'
import failures from './failures'

export default {
  appName: 'Customer sidebar',
  copied: 'Copied',
  copyFailed: 'Could not copy, please select the text',
  loading: 'Loading',
  customer,
  addWays,
  failures,
  failure: {
    fixer: { you: 'You can fix this', admin: 'Ask your admin', time: 'This passes by itself' },
    fix: { retry: 'Retry', reload: 'Reload page', sign_in: 'Sign in' },
    retryAfter: seconds => `Try again in ${seconds} s.`,
    adminHint: 'For admins',
    details: 'Details',
    copyDetails: 'Copy details',
    code: 'Code',
    step: 'Step',
    clientMessage: 'Client says',
    requestId: 'Request id',
  },
  outside: {
    title: 'Please open this in WeCom',
    cause: 'The sidebar shows the customer of a chat, so it has to be opened from a chat in WeCom.',
    hint: 'After signing in here you can look through your customers.',
    signIn: 'Sign in with WeCom',
    notice: 'You are outside WeCom: customers are shown, but the page cannot follow your chats.',
  },
  outdated: {
    title: 'Please update WeCom',
    cause: (version, needs) => `This is version ${version}; the sidebar needs ${needs} or newer.`,
  },
  workbench: {
    title: 'My customers',
    admin: 'Admin',
    signOut: 'Sign out',
    empty: 'No customers yet',
    emptyCause: 'Customers you add will appear here.',
    loadMore: 'Load more',
    back: 'Back to my customers',
  },
  group: {
    unnamed: 'Unnamed group',
    kind: 'Customer group',
    members: 'Members',
    memberCount: count => String(count),
    external: 'Customers',
    createdAt: 'Created',
  },
  fatal: {
    title: 'The page cannot be shown',
    notFound: 'There is no such page',
    cause: 'Something unexpected happened. Reload; if it persists, tell your admin.',
    notFoundCause: 'The address may be wrong. Open the sidebar from WeCom again.',
    home: 'Back to the sidebar',
  },
} satisfies Messages as Messages
