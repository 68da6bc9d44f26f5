import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '../../../server/config/load-config.ts'
import type { AppConfig } from '../../../server/config/load-config.ts'

const SECRET = `whsec_${Buffer.from('CANARY-secret-of-a-panel-01').toString('base64')}`
const NEXT = `whsec_${Buffer.alloc(64, 7).toString('base64')}`
const orders = {
  id: 'orders', title: { zh: '订单', en: 'Orders' }, url: 'https://crm.example.com/panel', secret: SECRET,
  needs: ['unionId'],
}

const rest = {
  NUXT_WECOM_CORP_ID: 'ww1f2e3d4c5b6a7988',
  NUXT_WECOM_AGENT_ID: '1000002',
  NUXT_WECOM_AGENT_SECRET: 's3cr3t-s3cr3t-s3cr3t_s3cr3t',
  NUXT_SITE_URL: 'https://sidebar.example.com',
  NUXT_SESSION_PASSWORD: '5b0c9e41d7a862f3b6e0147d9c25a8f3',
}

function load(panels: unknown, more: Record<string, string> = {}): AppConfig {
  return loadConfig({ ...rest, NUXT_PANELS: JSON.stringify(panels), ...more })
}

function problem(panels: unknown, more?: Record<string, string>): string {
  try {
    load(panels, more)
  }
  catch (error) {
    if (error instanceof ConfigError) return error.problems.join()
    throw error
  }
  return 'none'
}

describe('NUXT_PANELS', () => {
  it('needs five fields and defaults the rest', () => {
    const { secret, ...named } = orders
    expect(load([orders])).toMatchObject({
      panels: [{ ...named, secrets: [secret], timeoutMs: 4_500, cacheSeconds: 0, open: true, images: [] }],
      panelsAllowPrivate: false,
    })
  })

  it('takes two secrets while they change', () => {
    expect(load([{ ...orders, secret: undefined, secrets: [NEXT, SECRET] }]).panels[0]!.secrets).toEqual([NEXT, SECRET])
  })

  it('may be beside a group, or on the workbench', () => {
    const places = [
      { ...orders, place: 'group', needs: ['chatId', 'groupName', 'memberCount'] },
      { ...orders, id: 'mine', place: 'workbench', needs: [] },
    ]
    expect(load(places).panels.map(({ place }) => place)).toEqual(['group', 'workbench'])
    expect(load([orders]).panels[0]!.place).toBe('customer')
  })

  it('may be a page in a frame', () => {
    const { url: _, ...common } = orders
    const frame = { ...common, frame: 'https://crm.example.com/panel?view=side' }
    const { secret, ...named } = frame
    expect(load([frame]).panels).toEqual([{ ...named, place: 'customer', open: true, secrets: [secret] }])
    expect(problem([{ ...frame, frame: 'http://localhost:4000/panel' }])).toBe('none')
    const wrong = [
      { frame: 'http://crm.example.com' }, { frame: 'javascript:alert(1)' }, { frame: 'https://a:b@crm.example.com' },
      { frame: 'https://crm.example.com/#a' }, { frame: '/panel' }, { url: 'https://crm.example.com' },
      { timeoutMs: 1_000 }, { images: [] }, { secret: undefined }, { needs: ['chatId'] },
    ]
    for (const change of wrong) expect(problem([{ ...frame, ...change }]), JSON.stringify(change)).toContain('[0]')
  })

  it.each<[string, object, string]>([
    ['no secret', { secret: undefined }, '[0].'],
    ['two kinds of secrets', { secrets: [NEXT] }, '[0].'],
    ['three secrets', { secret: undefined, secrets: [NEXT, SECRET, NEXT] }, '[0].secrets.'],
    ['a secret of another form', { secret: 'CANARY-CANARY-CANARY-CANARY-CANARY' }, '[0].secret.'],
    ['a short secret', { secret: `whsec_${Buffer.from('CANARY').toString('base64')}` }, '[0].secret.'],
    ['an id with a capital', { id: 'Orders' }, '[0].id.'],
    ['no Chinese title', { title: { en: 'Orders' } }, '[0].title.zh.'],
    ['another protocol', { url: 'ftp://CANARY.example.com' }, '[0].url.'],
    ['a URL with a password', { url: 'https://user:CANARY@crm.example.com' }, '[0].url.'],
    ['an unknown need', { needs: ['CANARY'] }, '[0].needs[0].'],
    ['an unknown place', { place: 'CANARY' }, '[0].place.'],
    ['a need of another place', { needs: ['chatId'] }, '[0].'],
    ['the unionid in a group', { place: 'group' }, '[0].'],
    ['a need on the workbench', { place: 'workbench', needs: ['name'] }, '[0].'],
    ['a time beyond the patience of members', { timeoutMs: 5_000 }, '[0].timeoutMs.'],
    ['a cache without end', { cacheSeconds: 301 }, '[0].cacheSeconds.'],
    ['images by http', { images: ['http://CANARY.example.com'] }, '[0].images[0].'],
    ['an unknown field', { CANARY: 1 }, '[0].'],
  ])('is refused with the place: %s', (_what, change, place) => {
    const text = problem([{ ...orders, ...change }])
    expect(text).toMatch(/^NUXT_PANELS is wrong: it must be a JSON list/)
    expect(text.endsWith(` Look at: ${place}`)).toBe(true)
    expect(text).not.toContain('CANARY')
  })

  it('is refused when two panels have one id', () => {
    expect(problem([orders, orders])).toMatch(/^NUXT_PANELS is wrong/)
  })

  it('wants https beyond this machine', () => {
    expect(problem([{ ...orders, url: 'http://crm.example.com' }])).toMatch(/^NUXT_PANELS is not encrypted/)
    expect(problem([{ ...orders, url: 'http://crm.example.com' }], { NUXT_ALLOW_INSECURE_HTTP: '1' })).toBe('none')
    expect(problem([{ ...orders, url: 'http://localhost:4000' }])).toBe('none')
  })

  it('may be a file', () => {
    const config = loadConfig({ ...rest, NUXT_PANELS_FILE: '/run/secrets/panels' }, () => JSON.stringify([orders]))
    expect(config.panels).toHaveLength(1)
  })
})

describe('NUXT_PANELS_ALLOW_PRIVATE', () => {
  it('is true or false', () => {
    expect(load([], { NUXT_PANELS_ALLOW_PRIVATE: 'true' }).panelsAllowPrivate).toBe(true)
    expect(problem([], { NUXT_PANELS_ALLOW_PRIVATE: 'yes' })).toContain('NUXT_PANELS_ALLOW_PRIVATE is wrong')
  })
})
