import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { errorsOf } from '../../../build/docs/door-errors.ts'
import type { DoorDeclaration } from '../../../server/http/door/door.ts'

const id = v.string()
const door = (said: Partial<DoorDeclaration>): DoorDeclaration =>
  ({ does: 'Something.', who: 'public', answer: 'Status', ...said })
const WECOM = ['wecom_busy', 'wecom_config', 'wecom_refused', 'wecom_unavailable']
const WECHAT = ['wechat_busy', 'wechat_config', 'wechat_refused', 'wechat_unavailable']

describe('the errors of a door', () => {
  it.each<[string, string, Partial<DoorDeclaration>, string[]]>([
    ['none for anyone without input', 'GET', {}, []],
    ['a session that WeCom confirms for a member', 'GET', { who: 'member' },
      ['session_required', ...WECOM, 'store_unavailable']],
    ['a customer for a follower, whose id is in the path', 'GET', { who: 'follower' },
      [
        'session_required', 'invalid_request', 'customer_not_found', 'too_many_requests', ...WECOM, 'store_unavailable',
      ]],
    ['a key and its scope for a system', 'POST', { who: { key: 'identities:read' } },
      [
        'store_unavailable', 'api_key_refused', 'signature_outdated', 'replay_possible', 'too_many_requests',
        'scope_missing',
      ]],
    ['our own page for a change by cookie', 'POST', { who: 'browser' }, ['cross_site_request', 'store_unavailable']],
    ['no page for a change without cookie', 'POST', { who: 'wecom' }, []],
    ['no door for members who are no admins', 'GET', { who: 'member', adminOnly: true },
      ['session_required', 'not_found', ...WECOM, 'store_unavailable']],
    ['the same for the set-up', 'GET', { who: 'set_up' },
      ['session_required', 'not_found', ...WECOM, 'store_unavailable']],
    ['a limit', 'GET', { limits: ['memberSessions'] }, ['too_many_requests', 'store_unavailable']],
    ['a limit of failures', 'GET', { failureLimit: 'signIns' }, ['too_many_requests', 'store_unavailable']],
    ['input: path', 'GET', { params: { id } }, ['invalid_request']],
    ['input: query', 'GET', { query: { id } }, ['invalid_request']],
    ['input: body', 'POST', { body: id }, ['invalid_request']],
    ['WeCom', 'GET', { asks: 'wecom' }, WECOM],
    ['WeChat', 'GET', { asks: 'wechat' }, WECHAT],
    ['the store', 'GET', { asks: 'store' }, ['store_unavailable', 'database_config']],
    ['what is declared', 'GET', { errors: ['unknown_app', 'edit_conflict'] }, ['edit_conflict', 'unknown_app']],
    ['a code that is declared and follows once', 'GET', { asks: 'store', errors: ['store_unavailable'] }, [
      'store_unavailable', 'database_config',
    ]],
  ])('name %s', (_what, method, said, codes) => {
    expect(errorsOf(method, door(said)).sort()).toEqual(codes.sort())
  })

  it('come in the order of the table of errors', () => {
    expect(errorsOf('POST', door({ who: 'member', asks: 'store', errors: ['replies_full'] })))
      .toEqual([
        'session_required', 'cross_site_request', 'replies_full', ...WECOM, 'store_unavailable', 'database_config',
      ])
  })
})
