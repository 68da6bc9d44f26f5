import { afterEach, describe, expect, it, vi } from 'vitest'
import type { PanelsLine } from '#shared/types/panel.ts'
import { createRequestPanels } from '~/browser/panels/panel-lines'

const fetched = vi.fn<typeof fetch>()
vi.stubGlobal('fetch', fetched)
afterEach(() => void fetched.mockReset())

const LINES: PanelsLine[] = [
  { panel: 'orders', card: { version: 1, blocks: [{ type: 'notice', text: '订单' }] } },
  { panel: 'tickets', problem: { code: 'panel_late', message: 'late' } },
]
const TEXT = LINES.map(line => `${JSON.stringify(line)}\n`).join('')

/** @returns an answer whose body comes in these pieces */
function inPieces(pieces: Uint8Array<ArrayBuffer>[]): Response {
  return new Response(new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  }))
}

async function ask(panel?: string): Promise<PanelsLine[]> {
  const lines: PanelsLine[] = []
  const request = createRequestPanels(() => ({ userId: '林', admin: false }))
  const { signal } = new AbortController()
  await request({ path: '/api/customers/wmA/panels', panel, signal }, line => lines.push(line))
  return lines
}

describe('the request for panels', () => {
  it('gives each line, however it is cut into pieces', async () => {
    const bytes = new TextEncoder().encode(TEXT)
    for (const size of [1, 7, 64, bytes.length]) {
      const starts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => at * size)
      fetched.mockResolvedValue(inPieces(starts.map(start => bytes.slice(start, start + size))))
      expect(await ask()).toEqual(LINES)
    }
  })

  it('is in the name of the page\'s member, for all panels or for one', async () => {
    fetched.mockImplementation(async () => inPieces([]))
    await ask()
    await ask('orders')
    const calls = fetched.mock.calls.map(([url, init]) => [url, (init!.headers as Record<string, string>)['x-member']])
    expect(calls).toEqual([
      ['/api/customers/wmA/panels', '%E6%9E%97'], ['/api/customers/wmA/panels?panel=orders', '%E6%9E%97'],
    ])
  })

  it('rejects with the code of the answer, or as offline', async () => {
    fetched.mockResolvedValueOnce(Response.json({ code: 'customer_not_found' }, { status: 404 }))
    await expect(ask()).rejects.toMatchObject({ failure: { code: 'customer_not_found' } })
    fetched.mockResolvedValueOnce(new Response('<html>', { status: 502 }))
    await expect(ask()).rejects.toMatchObject({ failure: { code: 'internal' } })
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    await expect(ask()).rejects.toMatchObject({ failure: { code: 'offline' } })
  })
})
