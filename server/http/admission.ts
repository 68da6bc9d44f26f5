import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { networkOf } from '../auth/client-address.ts'
import { useServices } from '../services/services.ts'
import { AppError } from '../errors/app-error.ts'

/**
 * Lets a client of a door in that is open to the internet, unless it, or everybody together, knocks too often. The client
 * comes first, so that who is refused does not use up what is there for the others.
 *
 * @throws {AppError} too_many_requests
 */
export async function admitClient(event: H3Event): Promise<void> {
  const { clientAddress, admission } = useServices()
  const address = clientAddress(event.node.req.socket.remoteAddress ?? '', getRequestHeader(event, 'x-forwarded-for'))
  const isAdmitted = await admission.ofClient(`mini-program:${networkOf(address)}`) && await admission.ofAll('mini-program')
  if (!isAdmitted) throw new AppError('too_many_requests')
}
