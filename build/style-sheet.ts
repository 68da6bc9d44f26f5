import { addServerTemplate, addVitePlugin, defineNuxtModule } from 'nuxt/kit'

/** Gives the server the text of the app's one style sheet: the outline's rules are in the page itself. */
export default defineNuxtModule({
  meta: { name: 'style-sheet' },
  setup() {
    let text = ''
    addVitePlugin({
      name: 'style-sheet',
      applyToEnvironment: ({ name }) => name === 'client',
      writeBundle(_options, bundle) {
        const sheets = Object.values(bundle).filter(file => file.type === 'asset' && file.fileName.endsWith('.css'))
        text = sheets.map(sheet => 'source' in sheet ? String(sheet.source) : '').join('')
      },
    })
    addServerTemplate({
      filename: '#style-sheet',
      getContents: () => `export const STYLE_SHEET = ${JSON.stringify(text)}`,
    })
  },
})
