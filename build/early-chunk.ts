import { addServerTemplate, defineNuxtModule } from 'nuxt/kit'

import { EARLY_CHUNK } from './first-load-chunk.ts'

/** Tells the server which file runs before the app. The name is known only when the browser's code is built. */
export default defineNuxtModule({
  meta: { name: 'early-chunk' },
  setup(_options, nuxt) {
    let file: string | undefined
    nuxt.hook('build:manifest', (manifest) => {
      file = Object.values(manifest).find(({ name }) => name === EARLY_CHUNK)?.file
    })
    addServerTemplate({
      filename: '#early-file',
      getContents: () => `export const EARLY_FILE = ${JSON.stringify(file)}`,
    })
  },
})
