import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineNuxtModule } from 'nuxt/kit'
import type { Plugin } from 'rollup'

/** The folder of a package: the last node_modules of a path, with the name behind it. */
const PACKAGE_FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/.][^/]*/
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)/i

/**
 * Writes `.output/THIRD_PARTY_LICENSES.txt`: the licences of every package of which the build ships code, as most of
 * them demand. Bundled packages are known from the bundlers, the others are copied to `.output/server/node_modules`.
 */
export default defineNuxtModule({
  meta: { name: 'licences' },
  setup(_options, nuxt) {
    const folders = new Set<string>()
    nuxt.hook('vite:extendConfig', (config) => {
      config.plugins?.push(collectPackages(folders))
    })
    nuxt.hook('nitro:init', (nitro) => {
      nitro.hooks.hook('rollup:before', (_nitro, config) => {
        config.plugins = [config.plugins, collectPackages(folders)]
      })
      nitro.hooks.hook('compiled', ({ options: { output } }) => {
        for (const file of globSync('node_modules/{*,@*/*}/package.json', { cwd: output.serverDir })) {
          folders.add(originalOf(join(output.serverDir, file), nuxt.options.rootDir))
        }
        writeFileSync(join(output.dir, 'THIRD_PARTY_LICENSES.txt'), licencesOf([...folders]))
      })
    })
  },
})

/** Notes the folder of each package that has code in a chunk. */
function collectPackages(folders: Set<string>): Plugin {
  return {
    name: 'wecom-sidebar:licences',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const folder = renderedLength > 0 && PACKAGE_FOLDER.exec(id.replace('\0', ''))?.[0]
          if (folder) folders.add(folder)
        }
      }
    },
  }
}

/** The copies have no licence texts. @throws {Error} when the lock does not have the package */
function originalOf(packageFile: string, root: string): string {
  const { name, version } = JSON.parse(readFileSync(packageFile, 'utf8'))
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const place = Object.keys(packages)
    .find(place => place.endsWith(`node_modules/${name}`) && packages[place].version === version)
  if (!place) throw new Error(`${name} ${version} is not in package-lock.json`)
  return join(root, place)
}

function licencesOf(folders: string[]): string {
  const sections = folders.map(sectionOf).sort()
  return [...new Set(sections)].join(`\n${'-'.repeat(80)}\n\n`)
}

/** @throws {Error} for a package that names no licence: it may not be shipped */
function sectionOf(folder: string): string {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  if (!license) throw new Error(`${name} ${version} names no licence`)
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter(file => file.isFile() && LICENCE_FILE.test(file.name))
    .map(file => readFileSync(join(folder, file.name), 'utf8').trim())
  const without = `The package contains no text of its licence. Author: ${author?.name ?? author ?? 'not named'}.`
  return `${name} ${version} (${license})\n\n${texts.join('\n\n') || without}\n`
}
