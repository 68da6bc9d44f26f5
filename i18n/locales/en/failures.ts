import type { FailureTexts } from '../../failure-texts.ts'

const appPath = 'Admin console → App Management → this app'

export default {
  session_required: {
    title: 'Please sign in again',
    cause: 'Your session has ended. Signing in brings you back here.',
  },
  invalid_request: {
    title: 'The request was not valid',
    cause: 'The server did not understand the page. Reload it.',
  },
  untrusted_url: {
    title: 'This address is not part of the app',
    cause: 'The page was opened at an address that the server is not set up for.',
    adminHint: 'NUXT_SITE_URL must contain the origin (scheme, host, port) under which members open the page.',
  },
  cross_site_request: {
    title: 'That was not accepted',
    cause: 'The server takes changes from this page alone, opened in WeCom. Reload it, then try again.',
  },
  not_found: {
    title: 'This page is out of date',
    cause: 'A new version is probably out. Reload the page to get it.',
  },
  method_not_allowed: {
    title: 'This page is out of date',
    cause: 'A new version is probably out. Reload the page to get it.',
  },
  request_timeout: {
    title: 'The connection was too slow',
    cause: 'Only a part of the request arrived. Check the network, then retry.',
  },
  customer_not_found: {
    title: 'Not a customer of yours',
    cause: 'You have not really added this person yet, or you removed them. Add them as a customer, then retry.',
    adminHint: 'The member must be in the app\'s visible range and be allowed to use Customer Contact.',
  },
  group_not_found: {
    title: 'This group is not visible to you',
    cause: 'It is not a customer group, or you are no longer in it.',
  },
  edit_conflict: {
    title: 'Somebody changed it meanwhile',
    cause: 'It was changed while you were editing. Look at the latest value, then decide.',
  },
  reply_not_found: {
    title: 'This reply is gone',
    cause: 'It has been deleted meanwhile. Saving it once more makes a new one.',
  },
  replies_full: {
    title: 'No room for another reply',
    cause: 'The library is full. Delete a reply that nobody needs, then retry.',
  },
  admin_required: {
    title: 'Only admins may do this',
    cause: 'You have not been given this right, or it has been taken back.',
  },
  too_many_requests: {
    title: 'Too many requests',
    cause: 'There were too many in a short time. Wait a moment, then retry.',
  },
  wecom_busy: {
    title: 'WeCom is busy',
    cause: 'WeCom limits how often it can be asked.',
  },
  wecom_config: {
    title: 'The app is not set up correctly',
    cause: 'WeCom refuses the app\'s requests.',
    adminHint: 'Check the app Secret, trusted IPs, and Customer Contact → API → apps that may call the API.',
  },
  wecom_refused: {
    title: 'WeCom refused this',
    cause: 'WeCom works, but it refused this request. The request id in the details finds the reason in the log.',
    adminHint: 'Look up the errcode at WeCom; its own words and the hint for its support are in the server log.',
  },
  wecom_unavailable: {
    title: 'WeCom cannot be reached',
    cause: 'WeCom did not answer properly.',
  },
  store_unavailable: {
    title: 'The service is unavailable',
    cause: 'A part of the server is not available.',
  },
  database_config: {
    title: 'The database is not set up correctly',
    cause: 'The database refuses the app, so a part of the page has no data.',
    adminHint: 'Check NUXT_DATABASE_URL, and the rights of its user in PostgreSQL.',
  },
  internal: {
    title: 'Something went wrong',
    cause: 'The server ran into a problem.',
  },
  offline: {
    title: 'No connection',
    cause: 'The server could not be reached. Check your network.',
  },
  timeout: {
    title: 'This is taking too long',
    cause: 'The server has not answered; the network may be slow.',
  },
  sdk_load_failed: {
    title: 'The page did not load completely',
    cause: 'A part of it could not be downloaded: a new version is out, or the network is unstable. Reload the page.',
  },
  bridge_timeout: {
    title: 'WeCom does not respond',
    cause: 'The page cannot reach WeCom. Reload it; if that does not help, restart WeCom.',
  },
  config_timeout: {
    title: 'WeCom does not respond',
    cause: 'WeCom has not confirmed this page yet. Reload it.',
  },
  api_timeout: {
    title: 'WeCom does not respond',
    cause: 'WeCom has not said which chat is open. Retry.',
  },
  signature_refused: {
    title: 'The page\'s signature was refused',
    cause: 'WeCom considers the page\'s signature invalid. A retry uses a new one.',
    adminHint: 'Corp ID, AgentId and Secret must belong to the same app; a reverse proxy must not rewrite the URL.',
  },
  ticket_unavailable: {
    title: 'WeCom cannot verify the page',
    cause: 'WeCom has no ticket for this app at the moment. The page asks again with a new signature.',
    adminHint: 'NUXT_WECOM_AGENT_ID and NUXT_WECOM_AGENT_SECRET must belong to the same app.',
  },
  domain_not_trusted: {
    title: 'This domain is not trusted',
    cause: 'The page\'s domain is not among the app\'s trusted domains.',
    adminHint: `${appPath} → Web Authorization and JS-SDK → Trusted Domain.`,
  },
  corp_mismatch: {
    title: 'A different company is signed in',
    cause: 'The page belongs to another company than the one you are using. Switch company and open it again.',
    adminHint: 'Compare NUXT_WECOM_CORP_ID with the Corp ID on the My Company page.',
  },
  agent_unknown: {
    title: 'The app does not exist',
    cause: 'This company has no app with the configured AgentId.',
    adminHint: `Compare NUXT_WECOM_AGENT_ID with the AgentId in ${appPath}.`,
  },
  member_out_of_scope: {
    title: 'You may not use this app yet',
    cause: 'The company has not opened this app for you.',
    adminHint: `${appPath} → Allowed Users: add the member or the department.`,
  },
  client_busy: {
    title: 'WeCom asks the page to wait',
    cause: 'The page asked WeCom too often. It asks again in a moment.',
  },
  no_permission: {
    title: 'No Customer Contact permission',
    cause: 'The app, or you, may not use Customer Contact, so WeCom does not say who the customer is.',
    adminHint: 'Customer Contact → API → callable apps: add this app. Customer Contact → Permissions: add the member.',
  },
  not_supported: {
    title: 'WeCom is too old',
    cause: 'This client lacks a function the page needs. Update WeCom and open the page again.',
  },
  no_context: {
    title: 'No customer recognised',
    cause: 'WeCom did not name the customer of this chat. Go back to the chat and open the sidebar again.',
  },
  bridge_refused: {
    title: 'WeCom refused the request',
    cause: 'WeCom gave no reason that we know.',
  },
} satisfies FailureTexts as FailureTexts
