import { expect, it } from 'vitest'
import { themeOf } from '~/composables/theme'

it.each([
  ['wxwork/4.1.36 ColorScheme/Dark', 'dark'],
  ['wxwork/4.1.36 ColorScheme/Light wwmver/3', 'light'],
  ['wxwork/4.1.36 colorscheme/dark', 'dark'],
  ['wxwork/4.1.36 ColorScheme/Sepia', undefined],
  ['Chrome', undefined],
])('theme of %s is %s', (userAgent, theme) => expect(themeOf(userAgent)).toBe(theme))
