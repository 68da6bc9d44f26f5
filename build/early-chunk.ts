import { posix } from 'node:path'
import { addServerTemplate, defineNuxtModule } from 'nuxt/kit'

import { EARLY_CHUNK } from './first-load-chunk.ts'

/** Tells the server which files run before the app. Their names are known only when the browser's code is built. */
export default defineNuxtModule({
  meta: { name: 'early-chunk' },
  setup(_options, nuxt) {
    const { baseURL, buildAssetsDir } = nuxt.options.app
    let paths: string[] = []
    nuxt.hook('build:manifest', (manifest) => {
      const chunk = Object.values(manifest).find(({ name }) => name === EARLY_CHUNK)
      const files = [chunk, ...chunk?.imports?.map(name => manifest[name]) ?? []].flatMap(one => one?.file ?? [])
      paths = files.map(file => posix.join(baseURL, buildAssetsDir, file))
    })
    addServerTemplate({
      filename: '#early-file',
      getContents: () => `export const EARLY_FILES = ${JSON.stringify(paths)}`,
    })
  },
})
