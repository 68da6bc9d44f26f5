import type { LoggedRequest } from '../../world/request-log.ts'

type Shown = Pick<LoggedRequest, 'channel' | 'path' | 'method' | 'parameters' | 'body'>

const quoted = (text: string) => `'${text.replaceAll('\'', '\'\\\'\'')}'`

/**
 * A command that repeats a call in a shell. Tokens and cookies are not in the log: the variables `TOKEN` and `COOKIES`
 * stand for them.
 *
 * @param apiUrl base address of WeCom's API
 * @param appUrl base address of the app
 * @returns undefined for what is no HTTP call of a program
 */
export function curlOf({ channel, path, method = 'GET', parameters, body }: Shown, apiUrl: string, appUrl: string):
string | undefined {
  if (channel !== 'server' && channel !== 'app') return undefined
  const address = `${channel === 'app' ? appUrl : apiUrl}${path}${parameters && `?${parameters}`}`
  return [
    'curl',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    quoted(address).replace('access_token=…', 'access_token=\'"$TOKEN"\''),
    ...(channel === 'app' ? ['-H "Cookie: $COOKIES"'] : []),
    ...(body ? ['-H \'content-type: application/json\'', `--data ${quoted(body)}`] : []),
  ].join(' ')
}
