import { getQuery } from 'h3'
import * as v from 'valibot'
import { receiveBody } from '../../http/body.ts'
import { defineDoor } from '../../http/door/define-door.ts'
import { headerOf } from '../../http/header-of.ts'
import { sentPathOf } from '../../http/request-context.ts'
import { forwardedOf, isSiteHost } from '../../http/seen-through-proxy.ts'

const NONCE = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))

/** Public, because the doctor also runs before anyone can sign in. The answer tells nothing that the asker can use. */
export default defineDoor({
  does: 'Proves to the doctor that this address leads to this installation, and what a proxy has changed on the way.',
  who: 'public',
  body: v.strictObject({ nonce: NONCE }),
  answer: 'SiteEcho',
}, async ({ event, body, services: { doctor } }) => doctor.echo(body.nonce, {
  host: isSiteHost(event),
  path: sentPathOf(event).split('?', 1)[0] === doctor.echoPath,
  query: doctor.isProbe(getQuery(event).probe),
  bytes: (await receiveBody(event))?.length ?? 0,
  forwarded: forwardedOf(event, headerOf(event, 'x-forwarded-for')),
}))
