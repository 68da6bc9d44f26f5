import type { Messages } from '../../messages.ts'
import addWays from './add-ways.ts'
import customer from './customer.ts'
import customerService from './customer-service.ts'
import edit from './edit.ts'
import failures from './failures.ts'
import replies from './replies.ts'

const many = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'} ago`

export default {
  appName: 'Customer sidebar',
  copied: 'Copied',
  copyFailed: 'Couldn\'t copy. Select the text instead.',
  loading: 'Loading',
  justNow: 'just now',
  ago: {
    year: count => many(count, 'year'),
    month: count => many(count, 'month'),
    day: count => count === 1 ? 'yesterday' : many(count, 'day'),
    hour: count => many(count, 'hour'),
    minute: count => many(count, 'minute'),
  },
  refresh: 'Refresh',
  refreshed: 'Updated',
  updated: age => `Updated ${age}`,
  showAll: 'Show all',
  showLess: 'Show less',
  clearSearch: 'Clear search',
  customer,
  customerService,
  edit,
  addWays,
  replies,
  failures,
  failure: {
    fixer: {
      member: {
        admin: 'Contact your admin.',
        time: 'This usually clears up soon. If not, contact your admin.',
      },
      admin: { admin: 'Follow these steps.', time: 'This usually clears up soon.' },
    },
    fix: { retry: 'Retry', reload: 'Reload page', sign_in: 'Sign in' },
    retryIn: seconds => `Retrying in ${seconds} s`,
    paused: seconds => `Paused: asking WeCom again in ${seconds} s`,
    retriesItself: 'Retrying automatically',
    adminHint: 'How to fix this',
    doctor: 'Setup check',
    details: 'Details',
    copyDetails: 'Copy details',
    code: 'Code',
    step: 'Step',
    clientMessage: 'Client response',
    serverMessage: 'Server response',
    lookUp: 'Error reference',
    requestId: 'Request ID',
  },
  connection: {
    offline: 'You\'re offline. We\'ll update when you\'re back',
    reloading: 'Can\'t reach the server. We\'ll reload when it\'s back',
    postponed: 'Part of the page couldn\'t load. It reloads once you save or discard your changes',
    slow: 'Slow connection',
    stuck: 'This is taking a while',
    stale: 'Couldn\'t update',
    signedOut: 'You\'re signed out. Copy your unsaved text, then sign in',
    signedOutKept: 'You\'re signed out. Sign in to restore unsaved changes',
  },
  outside: {
    title: 'Open in WeCom',
    cause: 'The customer sidebar works inside a WeCom chat.',
    hint: 'Sign in to see your customers.',
    signIn: 'Sign in with WeCom',
    notice: 'You\'re in a browser, so your WeCom chats can\'t be followed',
  },
  outdated: {
    title: 'Update WeCom',
    cause: (version, needs) => `You have ${version}. Version ${needs} or later is required.`,
    how:
      'On a phone, update in the app store. On a computer, check for updates in Settings or download from '
      + 'work.weixin.qq.com.',
  },
  tags: {
    search: 'Search tags',
    noneFound: 'No matching tags',
    none: 'No tags',
    unlistedGroup: 'Other tags',
    unlisted: 'Deleted or rule-based tag',
    more: count => `${count} more. Search to find them.`,
  },
  workbench: {
    title: 'My customers',
    recent: 'Recently opened',
    all: 'All customers',
    admin: 'Admin',
    signOut: 'Sign out',
    empty: 'No customers yet',
    emptyCause: 'Add people from WeChat or share your WeCom QR code, and they\'ll appear here.',
    search: 'Name, company, phone, tag',
    found: count => count === 1 ? '1 match' : `${count} matches`,
    foundSoFar: (count, total) =>
      count === 1 ? `1 match so far · ${total} loaded` : `${count} matches so far · ${total} loaded`,
    loaded: count => count === 1 ? '1 customer' : `${count} customers`,
    loadingRest: count => `${count} loaded…`,
    noneFound: 'No matching customers',
    noneFoundYet: 'Still loading the rest',
    addCustomer: 'Add customer',
    choose: 'Select a customer',
    back: 'Back to my customers',
    open: 'My customers and settings',
    toChat: 'Back to chat',
  },
  settings: {
    title: 'Settings',
    language: 'Language',
    languageFixed: 'The URL sets the language, so this choice has no effect now.',
    theme: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    follow: 'Follow WeCom',
  },
  client: {
    openProfile: 'View in WeCom',
    profile: 'Profile',
    message: 'Message',
    refused: {
      profile: 'Couldn\'t open it. Tap the customer\'s avatar in the chat instead',
      add: 'Couldn\'t open it. Add the customer from Contacts instead',
      chat: 'Couldn\'t open it. Find your colleague in Contacts instead',
      message: 'Couldn\'t open it. Search for the customer in WeCom instead',
    },
  },
  group: {
    back: 'Back to group',
  },
  fatal: {
    title: 'Couldn\'t show this page',
    notFound: 'Page not found',
    cause: 'Reload the page. If this continues, contact your admin.',
    notFoundCause: 'Check the address, or open the sidebar from WeCom again.',
    home: 'Back to sidebar',
  },
} satisfies Messages as Messages
