import { posix } from 'node:path'
import { addServerTemplate, defineNuxtModule } from 'nuxt/kit'

import { EARLY_CHUNK } from './first-load-chunk.ts'

/** Tells the server which file runs before the app. The name is known only when the browser's code is built. */
export default defineNuxtModule({
  meta: { name: 'early-chunk' },
  setup(_options, nuxt) {
    const { baseURL, buildAssetsDir } = nuxt.options.app
    let path: string | undefined
    nuxt.hook('build:manifest', (manifest) => {
      const chunk = Object.values(manifest).find(({ name }) => name === EARLY_CHUNK)
      if (chunk) path = posix.join(baseURL, buildAssetsDir, chunk.file)
    })
    addServerTemplate({
      filename: '#early-file',
      getContents: () => `export const EARLY_SCRIPT = ${JSON.stringify(path)}`,
    })
  },
})
