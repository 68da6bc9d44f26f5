import type { FailureTexts } from '../../failure-texts.ts'

const appPath = 'Admin console (管理后台) → App Management (应用管理) → this app'

export default {
  session_required: {
    title: 'Sign in again',
    cause: 'Your session has expired.',
  },
  invalid_request: {
    title: 'Invalid request',
    cause: 'Reload the page and try again.',
  },
  untrusted_url: {
    title: 'This address isn\'t part of the app',
    cause: 'The server isn\'t set up for this address.',
    adminHint: 'NUXT_SITE_URL must contain the origin (scheme, host, port) under which members open the page.',
  },
  cross_site_request: {
    title: 'Request blocked',
    cause: 'Open the page from WeCom again, then try again.',
  },
  not_found: {
    title: 'This page is out of date',
    cause: 'A new version may be available. Reload to get it.',
  },
  method_not_allowed: {
    title: 'This page is out of date',
    cause: 'A new version may be available. Reload to get it.',
  },
  request_timeout: {
    title: 'Slow connection',
    cause: 'The request didn\'t arrive completely. Check your network and try again.',
  },
  customer_not_found: {
    title: 'Not your customer yet',
    cause: 'Add this person to see their profile.',
    adminHint: 'The member must be among the app\'s allowed users (可见范围) and have Customer Contact (客户联系) permission.',
  },
  group_not_found: {
    title: 'You can\'t see this group',
    cause: 'It isn\'t a customer group, or you\'re no longer in it.',
  },
  edit_conflict: {
    title: 'This was just changed',
    cause: 'It changed while you were editing. Check the latest value before saving.',
  },
  reply_not_found: {
    title: 'This reply was deleted',
    cause: 'Save again to recreate it.',
  },
  replies_full: {
    title: 'Reply limit reached',
    cause: 'Delete some replies, then try again.',
  },
  reply_file_not_found: {
    title: 'This file can\'t be used',
    cause: 'It wasn\'t uploaded completely, or it was deleted. Choose it again.',
  },
  reply_files_full: {
    title: 'No room for more files',
    cause: 'Delete some replies with files and try again.',
  },
  note_not_found: {
    title: 'This note was deleted',
    cause: 'Its author deleted it, or it belongs to another member.',
  },
  notes_full: {
    title: 'Note limit reached',
    cause: 'Delete some of your notes about this customer, then try again.',
  },
  reminder_not_found: {
    title: 'This reminder no longer exists',
    cause: 'It was done or deleted, or it belongs to another member.',
  },
  reminders_full: {
    title: 'Reminder limit reached',
    cause: 'Finish or delete some of your reminders, then try again.',
  },
  admin_required: {
    title: 'Admins only',
    cause: 'You don\'t have this permission, or it was removed.',
  },
  too_many_requests: {
    title: 'Too many requests',
    cause: 'Wait a moment and try again.',
  },
  wecom_busy: {
    title: 'WeCom is busy',
    cause: 'WeCom is limiting requests.',
  },
  wecom_config: {
    title: 'The app isn\'t set up correctly',
    cause: 'WeCom refused the app\'s requests.',
    adminHint:
      'Check the app\'s Secret, Company\'s Trusted IP (企业可信IP), and Customer Contact (客户联系) → Customers (客户) → API → '
      + 'Apps that may call the API (可调用接口的应用).',
  },
  wecom_refused: {
    title: 'WeCom refused this',
    cause: 'Find the reason in the server log with the request ID in the details.',
    adminHint: 'Look up the errcode in WeCom\'s documents. The server log has WeCom\'s message, and the hint that its '
      + 'support asks for.',
  },
  wecom_unavailable: {
    title: 'Can\'t reach WeCom',
    cause: 'WeCom didn\'t respond properly.',
  },
  store_unavailable: {
    title: 'Service unavailable',
    cause: 'Data can\'t be loaded or saved.',
  },
  database_config: {
    title: 'The database isn\'t set up correctly',
    cause: 'The database refused the app, so part of the page has no data.',
    adminHint: 'Check NUXT_DATABASE_URL, and the rights of its user in PostgreSQL.',
  },
  internal: {
    title: 'Something went wrong',
    cause: 'The server ran into a problem.',
  },
  offline: {
    title: 'No connection',
    cause: 'Check your network.',
  },
  timeout: {
    title: 'Request timed out',
    cause: 'The server didn\'t respond. Your network may be slow.',
  },
  sdk_load_failed: {
    title: 'The page didn\'t load completely',
    cause: 'A new version may be available, or the network is unstable. Reload the page.',
  },
  bridge_timeout: {
    title: 'WeCom isn\'t responding',
    cause: 'Reload the page. If this continues, restart WeCom.',
  },
  config_timeout: {
    title: 'WeCom isn\'t responding',
    cause: 'WeCom hasn\'t verified this page yet. Reload the page.',
  },
  api_timeout: {
    title: 'WeCom isn\'t responding',
    cause: 'Couldn\'t get the current chat. Try again.',
  },
  signature_refused: {
    title: 'Invalid page signature',
    cause: 'Retrying uses a new signature.',
    adminHint:
      'Company ID (企业ID), AgentId and Secret must belong to the same app; a reverse proxy must not rewrite the URL.',
  },
  ticket_unavailable: {
    title: 'WeCom can\'t verify this page',
    cause: 'WeCom has no ticket for this app right now. Retrying uses a new signature.',
    adminHint: 'NUXT_WECOM_AGENT_ID and NUXT_WECOM_AGENT_SECRET must belong to the same app.',
  },
  domain_not_trusted: {
    title: 'This domain isn\'t trusted',
    cause: 'It isn\'t one of the app\'s trusted domains.',
    adminHint: `${appPath} → Developer API (开发者接口) → Web Authorization and JS-SDK (网页授权及JS-SDK) → `
      + 'Trusted domain (可信域名).',
  },
  corp_mismatch: {
    title: 'Wrong company',
    cause: 'This page belongs to another company. Switch companies and open it again.',
    adminHint: 'Compare NUXT_WECOM_CORP_ID with My Company (我的企业) → Company Information (企业信息) → Company ID (企业ID).',
  },
  agent_unknown: {
    title: 'The app doesn\'t exist',
    cause: 'This company has no app with the configured AgentId.',
    adminHint: `Compare NUXT_WECOM_AGENT_ID with the AgentId in ${appPath}.`,
  },
  member_out_of_scope: {
    title: 'You can\'t use this app yet',
    cause: 'You\'re not among the app\'s allowed users.',
    adminHint: `${appPath} → Allowed users (可见范围): add the member or their department.`,
  },
  client_busy: {
    title: 'One moment',
    cause: 'Too many requests. We\'ll retry shortly.',
  },
  no_permission: {
    title: 'No Customer Contact permission',
    cause: 'You or this app can\'t use Customer Contact, so the customer can\'t be identified.',
    adminHint:
      'Customer Contact (客户联系) → Customers (客户) → API → Apps that may call the API (可调用接口的应用): add it. '
      + 'Customer Contact (客户联系) → Permission (权限配置) → Usage scope (使用范围): add the member.',
  },
  not_supported: {
    title: 'Your WeCom is too old',
    cause: 'Update WeCom and open the page again.',
  },
  no_context: {
    title: 'Couldn\'t identify the customer',
    cause: 'Go back to the customer\'s chat and open the sidebar again.',
  },
  bridge_refused: {
    title: 'Unknown WeCom error',
    cause: 'WeCom refused the request without a reason.',
  },
} satisfies FailureTexts as FailureTexts
