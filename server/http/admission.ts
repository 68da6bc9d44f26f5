import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { networkOf } from '../auth/client-address.ts'
import { useServices } from '../services/services.ts'

/**
 * Limits requests that anyone on the internet can send, by client and in total.
 *
 * @throws {AppError} too_many_requests
 */
export async function admitClient(event: H3Event): Promise<void> {
  const { clientAddress, admitMiniProgram } = useServices()
  const address = clientAddress(event.node.req.socket.remoteAddress ?? '', getRequestHeader(event, 'x-forwarded-for'))
  await admitMiniProgram(networkOf(address))
}
