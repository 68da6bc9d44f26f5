/** A process that serves like the real one, with a listener that fails outside of every request. */
import { serve } from '../../server/listen/serve.ts'
import { useLog } from '../../server/services/log.ts'

const failure = new Error('quoted: https://qyapi.example/cgi-bin/gettoken?corpsecret=CANARY-secret')

function fail() {
  throw failure
}

serve({
  listener(request, response) {
    if (request.url === '/throw') process.nextTick(fail)
    if (request.url === '/reject') void Promise.reject(failure)
    response.end('served')
  },
  address: { host: process.env.HOST, port: Number(process.env.PORT) },
  drainMs: Number(process.env.DRAIN_MS),
  headers: {},
  log: useLog(),
  onDrain: () => process.stdout.write('draining\n'),
  finish: async () => void process.stdout.write('finished\n'),
})
