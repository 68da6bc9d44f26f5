import { expect, it } from 'vitest'
import { preferredTheme } from '../../../../shared/utils/theme.ts'

it.each([
  [undefined, 'wxwork/4.1.36 ColorScheme/Dark', 'dark'],
  [undefined, 'wxwork/4.1.36 ColorScheme/Light wwmver/3', 'light'],
  [undefined, 'wxwork/4.1.36 colorscheme/dark', 'dark'],
  [undefined, 'wxwork/4.1.36 ColorScheme/Sepia', undefined],
  [undefined, 'Chrome', undefined],
  ['light', 'wxwork/4.1.36 ColorScheme/Dark', 'light'],
  ['dark', 'Chrome', 'dark'],
  ['sepia', 'wxwork/4.1.36 ColorScheme/Dark', 'dark'],
  ['', 'Chrome', undefined],
])('setting %s with user agent %s gives the theme %s', (setting, userAgent, theme) => {
  expect(preferredTheme(setting, userAgent)).toBe(theme)
})
