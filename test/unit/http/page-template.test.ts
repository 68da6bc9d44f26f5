import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CONTEXT_PLACE, createPageTemplates, NONCE_PLACE, pageTemplate,
} from '../../../server/http/page-template.ts'
import type { PageLook } from '../../../server/http/page-look.ts'
import { runs } from '../../support/property-runs.ts'

const looks: PageLook[] = [
  { language: 'en' }, { language: 'zh-CN' }, { language: 'en', theme: 'dark' }, { language: 'en', theme: 'light' },
]

describe('a template', () => {
  it('is the page again, with each nonce and the context in their places, whatever both contain', () => {
    fc.assert(fc.property(
      fc.array(fc.constantFrom('<p>', '"$&"', NONCE_PLACE), { maxLength: 20 }),
      fc.array(fc.constantFrom('</p>', '$1', NONCE_PLACE), { maxLength: 20 }),
      fc.base64String(), fc.json(),
      (before, after, nonce, context) => {
        const text = (parts: string[]) => parts.map(part => part === NONCE_PLACE ? nonce : part).join('')
        expect(pageTemplate([...before, CONTEXT_PLACE, ...after].join('')).fill(nonce, context))
          .toBe(text(before) + context + text(after))
      },
    ), runs(300))
  })
})

describe('the templates of a process', () => {
  it('render each look once, also when many pages need it at once', async () => {
    const rendered: PageLook[] = []
    const templates = createPageTemplates(async (look) => {
      rendered.push(look)
      return `${look.language} ${look.theme}${CONTEXT_PLACE}`
    })
    const pages = await Promise.all([...looks, ...looks, ...looks].map(async (look) => {
      return (await templates.of(look)).fill('', '')
    }))
    expect(rendered).toEqual(looks)
    expect(pages.slice(0, 4)).toEqual(['en undefined', 'zh-CN undefined', 'en dark', 'en light'])
    expect(pages.slice(8)).toEqual(pages.slice(0, 4))
  })

  it('render again after a failure', async () => {
    let attempts = 0
    const templates = createPageTemplates(async () => {
      attempts += 1
      if (attempts === 1) throw new Error('no memory')
      return CONTEXT_PLACE
    })
    await expect(templates.of(looks[0]!)).rejects.toThrow('no memory')
    expect((await templates.of(looks[0]!)).fill('', '{}')).toBe('{}')
    expect(attempts).toBe(2)
  })
})
