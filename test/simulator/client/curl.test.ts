import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { curlOf } from '../../../simulator/client/shell/curl.ts'

const API = 'http://localhost:5180'
const APP = 'http://localhost:5181'

/** The arguments that a shell gives to curl. */
function argumentsOf(command: string | undefined): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; TOKEN=t COOKIES=c; ${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

describe('copy as curl', () => {
  it('repeats a call of WeCom\'s API, with the token from a variable', () => {
    const body = JSON.stringify({ remark: 'it\'s $HOME "x"' })
    const parameters = 'access_token=…&x=1'
    const request = { channel: 'server', path: '/cgi-bin/a', method: 'POST', parameters, body } as const
    expect(argumentsOf(curlOf(request, API, APP))).toEqual([
      '-X', 'POST', `${API}/cgi-bin/a?access_token=t&x=1`, '-H', 'content-type: application/json', '--data', body,
    ])
  })
  it('repeats a call of the app with cookies from a variable', () => {
    const request = { channel: 'app', path: '/api/tags', method: 'GET', parameters: '', body: '' } as const
    expect(argumentsOf(curlOf(request, API, APP))).toEqual([`${APP}/api/tags`, '-H', 'Cookie: c'])
  })
  it('has no command for calls of the bridge', () => {
    expect(curlOf({ channel: 'bridge', path: 'bridge/getContext', parameters: '{}' }, API, APP)).toBeUndefined()
  })
})
