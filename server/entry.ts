import { setFlagsFromString } from 'node:v8'
import { toNodeListener } from 'h3'
import { useNitroApp } from 'nitropack/runtime'
import { securityHeaders } from './http/security-headers.ts'
import { withPlainPath } from './listen/plain-path.ts'
import { serve } from './listen/serve.ts'
import { takeTurns } from './listen/take-turns.ts'
import { useConfig, useListenAddress } from './services/config.ts'
import { startDraining } from './services/drain.ts'
import { useLog } from './services/log.ts'
import { seenSessionOf } from './services/seen-sessions.ts'

// V8 learns at the start which kinds of objects live long, and makes all later ones of them in the old part of the
// heap. Parts of requests were among them: dead ones there kept others alive until the whole heap was searched, which
// took up to a third of the processor time of a small answer (docs/performance.md).
setFlagsFromString('--no-allocation-site-pretenuring')

/** Where the built server starts, after the plugins. The dev server has an entry of its own. */
const { h3App, hooks } = useNitroApp()
serve({
  listener: takeTurns(withPlainPath(toNodeListener(h3App)), seenSessionOf),
  address: useListenAddress(),
  drainMs: useConfig().drainSeconds * 1_000,
  headers: securityHeaders(useConfig().siteOrigins[0]!),
  idleMs: useConfig().keepAliveSeconds * 1_000,
  log: useLog(),
  onDrain: startDraining,
  finish: () => hooks.callHook('close'),
})
