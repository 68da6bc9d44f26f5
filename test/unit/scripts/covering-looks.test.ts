import { expect, it } from 'vitest'
import { SCREENS } from '../../../scripts/screens/index.mjs'
import { coveringLooks } from '../../../scripts/screenshots/covering-looks.mjs'
import { LANGUAGES, THEMES, WIDTHS } from '../../../scripts/screenshots/looks.mjs'

const ALL = LANGUAGES.flatMap(language =>
  THEMES.flatMap(theme => WIDTHS.map(width => `${language} ${theme} ${width}`)),
).sort()
const covering = coveringLooks(SCREENS)
const namesOf = (examined: typeof covering) => examined.flatMap(({ looks }) =>
  looks.map(({ language, theme, width }) => `${language} ${theme} ${width}`))
const kinds = Object.entries(Object.groupBy(covering, ({ screen }) => screen.name.split('-')[0]!))

it('every screen is there once, in the given order', () => {
  expect(covering.map(({ screen }) => screen)).toEqual(SCREENS)
})

it('a screen has one language, both themes and two widths', () => {
  for (const { screen, looks: [one, other] } of covering) {
    expect([screen.name, one.language]).toEqual([screen.name, other.language])
    expect([one.theme, other.theme].sort()).toEqual([...THEMES].sort())
    expect(one.width).not.toBe(other.width)
  }
})

it('every look is used, also by each kind with enough screens', () => {
  expect([...new Set(namesOf(covering))].sort()).toEqual(ALL)
  const large = kinds.filter(([, examined]) => examined!.length >= ALL.length / 2)
  expect(large.map(([kind]) => kind)).toEqual([
    'customer', 'edit', 'identities', 'workbench', 'replies', 'note', 'reminder', 'panel', 'doctor', 'notice',
    'failure',
  ])
  for (const [kind, examined] of large) {
    expect([kind, ...new Set(namesOf(examined!))].sort()).toEqual([kind, ...ALL].sort())
  }
})

it('the screens of a small kind have different looks', () => {
  for (const [, examined] of kinds.filter(([, examined]) => examined!.length < ALL.length / 2)) {
    expect(new Set(namesOf(examined!)).size).toBe(2 * examined!.length)
  }
})
