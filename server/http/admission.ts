import { getRequestHeader } from 'h3'
import type { H3Event } from 'h3'
import { networkOf } from '../auth/client-address.ts'
import { AppError } from '../errors/app-error.ts'
import { useServices } from '../services/services.ts'

/**
 * Limits requests that anyone on the internet can send, by client and in total. The client's limit is checked first, so
 * that one noisy client cannot use up what all clients share.
 *
 * @throws {AppError} too_many_requests
 */
export async function admitClient(event: H3Event): Promise<void> {
  const { clientAddress, admission } = useServices()
  const address = clientAddress(event.node.req.socket.remoteAddress ?? '', getRequestHeader(event, 'x-forwarded-for'))
  const isAdmitted = await admission.ofClient(`mini-program:${networkOf(address)}`)
    && await admission.ofAll('mini-program')
  if (!isAdmitted) throw new AppError('too_many_requests')
}
