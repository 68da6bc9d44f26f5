import type { FramePanelConfig } from '../config/panel.ts'
import type { Fetch } from '../upstream/transport.ts'

/** How long the page may take, milliseconds. */
const PATIENCE_MS = 4_500
/** A source of a policy: scheme, host, port. */
const SOURCE = /^(?:(https?):\/\/)?([^\s/:]+)(?::(\d+|\*))?\/?$/i

/** What the page of a frame says about being in a frame. */
export interface FrameTry {
  status: number
  /** The header that keeps browsers from showing it in ours. */
  refusedBy?: 'content-security-policy' | 'x-frame-options'
}

/**
 * Asks for the page of a frame, without a token.
 *
 * @param sites origins of the sidebar
 * @returns undefined when this server does not reach it: browsers may
 */
export async function tryFrame(
  { frame }: FramePanelConfig, sites: readonly string[], fetch: Fetch,
): Promise<FrameTry | undefined> {
  const done = new AbortController()
  const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), done.signal])
  try {
    const { status, headers } = await fetch(frame, { method: 'GET', redirect: 'manual', signal })
    return { status, refusedBy: sites.map(site => refusalIn(headers, new URL(site))).find(Boolean) }
  }
  catch {
    return undefined
  }
  finally {
    // Only the headers are of interest.
    done.abort()
  }
}

/** Where a policy names ancestors, browsers ignore the other header. */
function refusalIn(headers: Pick<Headers, 'get'>, site: URL): FrameTry['refusedBy'] {
  const directives = (headers.get('content-security-policy') ?? '').split(/[;,]/)
    .map(directive => directive.trim().split(/\s+/))
    .filter(([name]) => name!.toLowerCase() === 'frame-ancestors')
  if (directives.length === 0) return headers.get('x-frame-options') !== null ? 'x-frame-options' : undefined
  const isAllowed = directives.every(([, ...sources]) => sources.some(source => includes(source, site)))
  return isAllowed ? undefined : 'content-security-policy'
}

function includes(source: string, { protocol, hostname, port }: URL): boolean {
  if (source === '*' || source === protocol) return true
  const [, scheme, host, at] = SOURCE.exec(source) ?? []
  if (!host || (scheme && `${scheme.toLowerCase()}:` !== protocol)) return false
  const isHost = host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : host === hostname
  return isHost && (at === '*' || (at ?? '') === port)
}
