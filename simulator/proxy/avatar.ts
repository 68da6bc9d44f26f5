import { createHash } from 'node:crypto'
import { initialOf } from '../client/shell/initial.ts'
import { escapeHtml } from '../oauth/html.ts'
import type { World } from '../world/world.ts'

/** The picture for an avatar's seed: a character of the person's name on a colour that follows from the seed. */
export function avatarSvg(world: World, seed: string): string {
  const hue = createHash('md5').update(seed).digest().readUInt16BE() % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80">
<defs><linearGradient id="g" x2="1" y2="1">
<stop stop-color="hsl(${hue} 62% 62%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360} 58% 46%)"/>
</linearGradient></defs>
<rect width="80" height="80" fill="url(#g)"/>
<circle cx="64" cy="14" r="26" fill="#fff" opacity=".12"/><circle cx="12" cy="74" r="30" fill="#000" opacity=".07"/>
<text x="40" y="41" fill="#fff" font-family="system-ui, sans-serif" font-size="34" font-weight="600"
 text-anchor="middle" dominant-baseline="central">${escapeHtml(initial(world, seed))}</text>
</svg>`
}

function initial(world: World, seed: string): string {
  const { customers, members } = world.scenario
  const listed = [...customers, ...members].find(({ avatar }) => avatar?.includes(`/${seed}/`))
  return initialOf((listed ?? world.customers.find(seed))?.name ?? '')
}
