import { expect, it } from 'vitest'
import { preferenceCookieName, preferencesFrom } from '../../../../shared/utils/preferences.ts'

it('uses the __Host- prefix on https, so that no other site can set the cookie', () => {
  expect(preferenceCookieName('theme', true)).toBe('__Host-wecom_theme')
  expect(preferenceCookieName('language', false)).toBe('wecom_language')
})

it.each([
  [{ language: 'en', theme: 'dark' }, { language: 'en', theme: 'dark' }],
  [{ language: 'EN', theme: '"><script>' }, {}],
  [{}, {}],
])('reads %o as %o', (cookies: Record<string, string>, preferences) => {
  expect(preferencesFrom(name => cookies[name])).toEqual({ language: undefined, theme: undefined, ...preferences })
})
