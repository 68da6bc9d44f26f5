import type { H3Event } from 'h3'
import { useServices } from '../services/services.ts'
import { clientNetworkOf } from './client-network.ts'

/**
 * Limits requests that anyone on the internet can send, by client and in total.
 *
 * @throws {AppError} too_many_requests
 */
export async function admitClient(event: H3Event): Promise<void> {
  await useServices().admitMiniProgram(clientNetworkOf(event))
}
