import type { Language } from '#shared/utils/language.ts'
import type { Theme } from '#shared/utils/theme.ts'
import { PROTOCOL_VERSION, readFrameMessage } from './frame-messages'

/** How high a frame may be, in pixels: the rest of the page stays in reach. */
export const FRAME_HEIGHTS = { first: 200, least: 48, most: 640 }

/** What a frame is told of the page around it (MCP Apps). Nothing in it is about the customer. */
export interface FrameContext {
  theme: Theme
  locale: Language
  displayMode: 'inline'
  containerDimensions: { maxHeight: number }
  styles: { variables: Readonly<Record<string, string>> }
}

export interface FrameHostOptions {
  /** The window of the frame. */
  frame: () => Pick<Window, 'postMessage'> | null | undefined
  context: () => FrameContext
  onHeight: (pixels: number) => void
}

export interface FrameHost {
  /** Takes a message of any window; those of others are ignored. */
  receive: (event: Pick<MessageEvent, 'source' | 'origin' | 'data'>) => void
  /** Tells the frame that the page looks different now; before it has asked, it is told nothing. */
  tellContext: () => void
}

/** Speaks with the page in a frame, by the message shapes of MCP Apps. */
export function createFrameHost({ frame, context, onHeight }: FrameHostOptions): FrameHost {
  let isReady = false

  /** A sandboxed page has no origin that could be named. What it is told is public. */
  function post(message: object): void {
    frame()?.postMessage({ jsonrpc: '2.0', ...message }, '*')
  }

  return {
    receive({ source, origin, data }) {
      // Without allow-same-origin, the page in the frame has the origin "null".
      if (!source || source !== frame() || origin !== 'null') return
      const message = readFrameMessage(data)
      switch (message?.method) {
        case 'ui/initialize': {
          isReady = true
          const hostInfo = { name: 'wecom-sidebar', version: '1' }
          const result = { protocolVersion: PROTOCOL_VERSION, hostInfo, hostCapabilities: {}, hostContext: context() }
          return post({ id: message.id, result })
        }
        case 'ping': return post({ id: message.id, result: {} })
        case 'ui/notifications/size-changed': {
          const { height } = message.params
          const { least, most } = FRAME_HEIGHTS
          return height === undefined ? undefined : onHeight(Math.min(most, Math.max(least, Math.ceil(height))))
        }
        case 'unknown': return post({ id: message.id, error: { code: -32601, message: 'Method not found' } })
      }
    },
    tellContext() {
      if (isReady) post({ method: 'ui/notifications/host-context-changed', params: context() })
    },
  }
}
