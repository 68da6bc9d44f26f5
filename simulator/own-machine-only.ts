import type { IncomingMessage, RequestListener } from 'node:http'

const HARMLESS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Serves programs and pages of this machine only. The simulator has no passwords and listens on loopback, but a foreign
 * page in a browser here can reach it: by a name that it lets point to 127.0.0.1 (DNS rebinding), or by a form.
 */
export function ownMachineOnly(serve: RequestListener): RequestListener {
  return (request, response) => {
    if (isOwn(request)) return serve(request, response)
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8', 'connection': 'close' })
      .end('The simulator serves only this machine: use http://localhost.\n')
  }
}

/** Browsers always send the origin of a change by a foreign page; other programs send none. */
export function isOwn({ method = '', headers: { host, origin } }: IncomingMessage): boolean {
  const isOurHost = host !== undefined && isLocal(`http://${host}`)
  return isOurHost && (HARMLESS.includes(method) || origin === undefined || isLocal(origin))
}

function isLocal(origin: string): boolean {
  const hostname = URL.canParse(origin) ? new URL(origin).hostname : ''
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
