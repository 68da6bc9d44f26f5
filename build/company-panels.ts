import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { addTemplate, defineNuxtModule } from 'nuxt/kit'

/** Writes `.nuxt/company-panels.ts`, which has the panels of the company: the files in panels/ (docs/panels.md). */
export default defineNuxtModule({
  meta: { name: 'company-panels' },
  setup(_options, nuxt) {
    addTemplate({
      filename: 'company-panels.ts',
      write: true,
      getContents: () => panelsFile(nuxt.options.rootDir, nuxt.options.buildDir),
    })
  },
})

/**
 * @param root absolute path of the project
 * @param buildDir absolute path of the folder that the file is for
 */
export function panelsFile(root: string, buildDir: string): string {
  const folder = join(root, 'panels')
  const names = existsSync(folder) ? readdirSync(folder).filter(name => /^[^.].*(?<!\.d)\.ts$/.test(name)).sort() : []
  const from = (path: string) => relative(buildDir, join(root, path))
  return [
    `import type { PanelDefinition } from '${from('shared/define-panel.ts')}'`,
    ...names.map((name, i) => `import panel${i} from '${from(`panels/${name}`)}'`),
    '/** By file. */',
    'export const companyPanels: Record<string, PanelDefinition> = {',
    ...names.map((name, i) => `  'panels/${name}': panel${i},`),
    '}\n',
  ].join('\n')
}
