import { relative, sep } from 'node:path'
import type { Plugin } from 'vite'

/** Folders whose code must never reach the browser: server secrets and the simulator. */
const FORBIDDEN = ['server', 'simulator', 'cli', 'scripts']

/**
 * Fails the build when a page, component, composable or store imports code of the server or of the
 * simulator. Nuxt itself only protects server/api, routes, middleware and plugins; `#server/wecom/…` or `../server/…`
 * from a page builds silently and ships the code in `.output/public`. Type-only imports are erased before `load`.
 *
 * @param root absolute path of the project, with a trailing separator
 */
export function guardServerCode(root: string): Plugin {
  return {
    name: 'wecom-sidebar:guard-server-code',
    enforce: 'pre',
    load(id) {
      const [folder] = relative(root, id.split('?')[0]!).split(sep)
      if (folder && FORBIDDEN.includes(folder)) {
        this.error(`${folder}/ must not be imported by browser code: ${relative(root, id)}`)
      }
      return null
    },
  }
}
