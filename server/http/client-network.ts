import type { H3Event } from 'h3'
import { networkOf } from '../auth/client-address.ts'
import { useServices } from '../services/services.ts'
import { headerOf } from './header-of.ts'

/** The network of the client, as far as known proxies tell it; otherwise of the machine that is connected to us. */
export function clientNetworkOf(event: H3Event): string {
  const remoteAddress = event.node.req.socket.remoteAddress ?? ''
  return networkOf(useServices().clientAddress(remoteAddress, headerOf(event, 'x-forwarded-for')))
}
