import { expect, it } from 'vitest'
import { noteSession, seenSessionOf } from '../../../server/services/seen-sessions.ts'

const of = (cookie?: string) => seenSessionOf({ headers: { cookie } })

it('knows a session that was noted, by the cookie of an http and of an https site', () => {
  noteSession('s1')
  expect(of('wecom_session=s1')).toBe('s1')
  expect(of('theme=dark; __Host-wecom_session=s1; a=b')).toBe('s1')
})

it('knows no other session, and none of another cookie', () => {
  noteSession('s2')
  expect(of()).toBeUndefined()
  expect(of('wecom_session=s3')).toBeUndefined()
  expect(of('x_wecom_session=s2')).toBeUndefined()
  expect(of('wecom_session=')).toBeUndefined()
})
