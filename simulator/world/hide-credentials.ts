/** Names of values that no log may have. */
const CREDENTIALS = [
  'access_token', 'refresh_token', 'suite_access_token', 'corpsecret', 'secret', 'code', 'js_code', 'user_ticket',
  'ticket', 'session_key', 'session', 'response_code', 'signature',
]
// The codes of an app's errors are words such as `not_found`.
const FIELDS = new RegExp(`"(${CREDENTIALS.join('|')})"\\s*:\\s*"(?![a-z_]*")[^"]*"`, 'g')

export function isCredential(name: string): boolean {
  return CREDENTIALS.includes(name)
}

/** Replaces the values of credentials in JSON text. */
export function hideCredentials(json: string): string {
  return json.replace(FIELDS, '"$1":"…"')
}
