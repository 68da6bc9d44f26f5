import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultScenario } from '../../../simulator/scenarios/default.ts'
import { startSimulator, type Simulator } from '../../../simulator/start.ts'
import { tokenOf } from '../support.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ port: 0, proxyPort: 0, appUrl: 'http://127.0.0.1:9', scenario: defaultScenario })
})
afterAll(() => simulator.close())
afterEach(() => simulator.world.reset())

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex')
const address = (path: string, query: Record<string, string>, app: 0 | 1 = 0) =>
  `${simulator.url}/cgi-bin/media/${path}?`
  + new URLSearchParams({ access_token: tokenOf(simulator.world, app), ...query }).toString()

async function upload(type: string, name: string, content: Uint8Array<ArrayBuffer>, field = 'media') {
  const form = new FormData()
  form.set(field, new Blob([content]), name)
  const response = await fetch(address('upload', { type }), { method: 'POST', body: form })
  return await response.json() as { errcode: number, media_id: string, type: string, created_at: string }
}

describe('media/upload and media/get (doc 90253, 90254)', () => {
  it('gives the same bytes back to any app of the company, with name and type', async () => {
    const { media_id: id, ...answer } = await upload('image', '价目表.png', PNG)
    expect(answer).toMatchObject({ errcode: 0, type: 'image', created_at: expect.stringMatching(/^\d{10}$/) })
    const response = await fetch(address('get', { media_id: id }, 1))
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('价目表.png'))
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
    const shown = await fetch(`${simulator.url}/simulator/media/${id}`)
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG)
  })

  it('keeps a file for three days', async () => {
    const { media_id: id } = await upload('file', 'a.pdf', Buffer.from('%PDF-1.7'))
    const errcode = async () => {
      const response = await fetch(address('get', { media_id: id }))
      return response.headers.get('content-type')?.startsWith('application/json')
        ? (await response.json() as { errcode: number }).errcode
        : 0
    }
    simulator.world.changeSettings({ clockOffsetMs: 3 * 86_400_000 - 60_000 })
    expect(await errcode()).toBe(0)
    simulator.world.changeSettings({ clockOffsetMs: 3 * 86_400_000 + 60_000 })
    expect(await errcode()).toBe(40007)
  })

  it.each<[string, string, Buffer, string, number]>([
    ['an unknown type', 'poem', PNG, 'a.png', 40005],
    ['another extension', 'image', PNG, 'a.gif', 40004],
    ['a picture that is none', 'image', Buffer.from('<script>'), 'a.png', 40123],
    ['an empty file', 'file', Buffer.alloc(0), 'a.pdf', 44001],
    ['five bytes', 'file', Buffer.alloc(5), 'a.pdf', 40006],
    ['a voice of more than 2 MB', 'voice', Buffer.alloc(2 * 1_048_576 + 1), 'a.amr', 45001],
    ['a video of more than 10 MB', 'video', Buffer.alloc(10 * 1_048_576 + 1), 'a.mp4', 40011],
    ['a picture of more than 10 MB', 'image', Buffer.alloc(10 * 1_048_576 + 1), 'a.png', 40009],
  ])('refuses %s', async (_, type, content, name, errcode) => {
    expect((await upload(type, name, new Uint8Array(content))).errcode).toBe(errcode)
  })

  it('wants the field media, and a media_id', async () => {
    expect((await upload('image', 'a.png', PNG, 'file')).errcode).toBe(44001)
    const [none, unknown] = await Promise.all([address('get', {}), address('get', { media_id: 'x' })].map(async url =>
      (await (await fetch(url)).json() as { errcode: number }).errcode))
    expect([none, unknown]).toEqual([41006, 40007])
  })
})
