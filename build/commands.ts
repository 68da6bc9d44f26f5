import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineNuxtModule } from 'nuxt/kit'
import { build } from 'rolldown'

/** Programs for the shipped server, where there are no sources: `<name>.mjs` beside its index.mjs. */
const COMMANDS = ['doctor']
/** A package, not a file and not an alias of package.json. */
const PACKAGE = /^(?!node:)(?:@[^/]+\/)?[a-z][^/:]*/

/** Bundles them with every build. They use the packages that the server has in its node_modules. */
export default defineNuxtModule({
  meta: { name: 'commands' },
  setup(_options, nuxt) {
    nuxt.hook('nitro:init', nitro => void nitro.hooks.hook('compiled', async ({ options: { output, dev } }) => {
      if (dev) return
      for (const name of COMMANDS) {
        await build({
          cwd: nuxt.options.rootDir,
          input: `cli/${name}.ts`,
          platform: 'node',
          external: id => isShipped(id, output.serverDir),
          output: { file: join(output.serverDir, `${name}.mjs`), format: 'esm', codeSplitting: false },
        })
      }
    }))
  },
})

/** @throws {Error} when the server does not have the package: the command would not start */
function isShipped(id: string, serverDir: string): boolean {
  if (id.startsWith('node:')) return true
  if (id.startsWith('/') || id.startsWith('.') || id.startsWith('#')) return false
  const [name] = PACKAGE.exec(id) ?? []
  if (!name || existsSync(join(serverDir, 'node_modules', name))) return name !== undefined
  throw new Error(`A command imports ${name}, which is not in the built server`)
}
