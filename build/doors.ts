import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { addTemplate, defineNuxtModule } from 'nuxt/kit'

/** A route file: `server/api/tags.get.ts` is GET /api/tags, `[id]` is a parameter, `index` is the folder itself. */
const ROUTE_FILE = /^(?<path>.+?)\.(?<method>get|post|patch|put|delete)\.ts$/

/**
 * Writes `.nuxt/doors.ts`, which names every route of server/api and server/routes as a `Door`. A route without a
 * declaration (server/http/door) therefore fails the type check, and tests and docs can read all declarations.
 */
export default defineNuxtModule({
  meta: { name: 'doors' },
  setup(_options, nuxt) {
    addTemplate({
      filename: 'doors.ts',
      write: true,
      getContents: () => doorsFile(nuxt.options.rootDir, nuxt.options.buildDir),
    })
  },
})

function doorsFile(root: string, buildDir: string): string {
  const doors = [...routesIn(root, 'server/api', '/api'), ...routesIn(root, 'server/routes', '')]
  const from = (file: string) => relative(buildDir, join(root, file))
  return [
    `import type { Door } from '${from('server/http/door/door.ts')}'`,
    ...doors.map(({ file }, i) => `import door${i} from '${from(file)}'`),
    'export const doors: Record<string, Door> = {',
    ...doors.map(({ route }, i) => `  '${route}': door${i},`),
    '}\n',
  ].join('\n')
}

/** @returns method and path of each route, and its file from the root */
function routesIn(root: string, folder: string, base: string) {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
  return files.sort().map((file) => {
    const { path, method } = ROUTE_FILE.exec(file)?.groups ?? {}
    if (!path || !method) {
      throw new Error(`${folder}/${file} has no method in its name, such as ${file.replace('.ts', '.get.ts')}`)
    }
    const route = `${base}/${path}`.replace(/\/index$/, '').replace(/\[(\w+)\]/g, ':$1')
    return { route: `${method.toUpperCase()} ${route}`, file: `${folder}/${file}` }
  })
}
