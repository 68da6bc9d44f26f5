import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { createFrameHost, FRAME_HEIGHTS, type FrameContext } from '~/browser/panels/frame-host'

const context: FrameContext = {
  theme: 'dark', locale: 'en', displayMode: 'inline', containerDimensions: { maxHeight: 640 },
  styles: { variables: { '--color-text-primary': '#fff' } },
}

function start() {
  const frame = { postMessage: vi.fn() }
  const onHeight = vi.fn()
  const host = createFrameHost({ frame: () => frame, context: () => context, onHeight })
  const say = (data: unknown, origin = 'null', source: unknown = frame) =>
    host.receive({ data, origin, source: source as MessageEventSource })
  return { frame, onHeight, host, say }
}

const initialize = {
  jsonrpc: '2.0', id: 1, method: 'ui/initialize',
  params: { protocolVersion: '2026-01-26', appInfo: { name: 'crm', version: '1' }, appCapabilities: {} },
}
const sized = (height: unknown) =>
  ({ jsonrpc: '2.0', method: 'ui/notifications/size-changed', params: { width: 300, height } })

describe('a page in a frame', () => {
  it('learns theme, language and look by the handshake, and nothing about the customer', () => {
    const { frame, say } = start()
    say(initialize)
    expect(frame.postMessage).toHaveBeenCalledExactlyOnceWith({ jsonrpc: '2.0', id: 1, result: {
      protocolVersion: '2026-01-26', hostInfo: { name: 'wecom-sidebar', version: '1' }, hostCapabilities: {},
      hostContext: context,
    } }, '*')
  })

  it('is told when the page looks different, after the handshake only', () => {
    const { frame, host, say } = start()
    host.tellContext()
    expect(frame.postMessage).not.toHaveBeenCalled()
    say(initialize)
    say({ jsonrpc: '2.0', method: 'ui/notifications/initialized' })
    host.tellContext()
    expect(frame.postMessage).toHaveBeenLastCalledWith({
      jsonrpc: '2.0', method: 'ui/notifications/host-context-changed', params: context,
    }, '*')
  })

  it('has the height that it wants, within bounds', () => {
    const { onHeight, say } = start()
    for (const height of [0, 300.2, 1e9]) say(sized(height))
    expect(onHeight.mock.calls).toEqual([[FRAME_HEIGHTS.least], [301], [FRAME_HEIGHTS.most]])
    for (const height of [-1, NaN, Infinity, '300', null, {}, undefined]) say(sized(height))
    expect(onHeight).toHaveBeenCalledTimes(3)
  })

  it('gets an answer to a ping, and a refusal of what is not offered', () => {
    const { frame, say } = start()
    say({ jsonrpc: '2.0', id: 'a', method: 'ping' })
    say({ jsonrpc: '2.0', id: 'b', method: 'tools/call', params: { name: 'x' } })
    expect(frame.postMessage.mock.calls.map(([message]) => message as unknown)).toEqual([
      { jsonrpc: '2.0', id: 'a', result: {} },
      { jsonrpc: '2.0', id: 'b', error: { code: -32601, message: 'Method not found' } },
    ])
  })

  it('is not heard from another window or origin', () => {
    const { frame, onHeight, say } = start()
    const other = { postMessage: vi.fn() }
    for (const data of [initialize, sized(300)]) {
      say(data, 'null', other)
      say(data, 'null', null)
      say(data, 'https://crm.example.com')
      say(data, 'https://sidebar.example.com')
      say(data, '')
    }
    expect([frame.postMessage, other.postMessage, onHeight].flatMap(({ mock }) => mock.calls)).toEqual([])
  })

  it('moves nothing by anything else', () => {
    const method = fc.constantFrom('ui/initialize', 'ui/notifications/size-changed', 'ui/open-link', '__proto__', '')
    const message = fc.oneof(fc.anything(), fc.record({
      jsonrpc: fc.constantFrom('2.0', '1.0', 2), id: fc.anything(), method, params: fc.anything(),
    }, { requiredKeys: [] }))
    fc.assert(fc.property(message, (data) => {
      const { frame, onHeight, say } = start()
      expect(() => say(data)).not.toThrow()
      for (const [height] of onHeight.mock.calls) {
        expect(height).toBeGreaterThanOrEqual(FRAME_HEIGHTS.least)
        expect(height).toBeLessThanOrEqual(FRAME_HEIGHTS.most)
      }
      for (const [answer] of frame.postMessage.mock.calls) {
        expect(JSON.stringify(answer).length).toBeLessThan(1_000)
      }
    }))
  })
})
