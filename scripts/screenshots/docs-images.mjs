import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { inProject } from '../lib/project.mjs'
import { SCREENS } from '../screens/index.mjs'
import { control, portray } from './camera.mjs'
import { LANGUAGES } from './looks.mjs'
import { withPalette } from './palette-png.mjs'

const MAX_BYTES = 40 * 1024

/** Size of the page in the desktop client. */
const WIDTH = 360

/** @type {[screen: string, theme: 'light' | 'dark'][]} */
const PICTURES = [
  ['customer', 'light'],
  ['customer', 'dark'],
  ['replies', 'light'],
  ['group', 'light'],
  ['workbench', 'light'],
  ['failure-wecom-busy', 'light'],
]

/**
 * Takes the pictures of docs/images.
 *
 * @param {import('./camera.mjs').Studio} studio
 * @throws when a picture is too large for a repository
 */
export async function illustrateDocs(studio) {
  mkdirSync(inProject('docs', 'images'), { recursive: true })
  for (const [name, theme] of PICTURES) {
    const screen = SCREENS.find(one => one.name === name)
    if (!screen) throw new Error(`No screen "${name}"`)
    await control(studio.wecom, 'faults', 'PUT', screen.faults ?? [])
    for (const language of LANGUAGES) {
      const path = inProject('docs', 'images', `${name}-${language}-${theme}.png`)
      await portray(studio, screen, { language, theme, width: WIDTH }, path)
      const picture = withPalette(readFileSync(path))
      if (picture.length > MAX_BYTES) throw new Error(`${path} has ${picture.length} bytes, more than ${MAX_BYTES}`)
      writeFileSync(path, picture)
    }
  }
}
