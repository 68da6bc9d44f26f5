import { useServices } from '../services/services.ts'

/**
 * Ends sessions of a member who signs out, and deletes what the member has typed and not saved.
 *
 * @param end ends the sessions
 * @throws {AppError} store_unavailable
 * @throws {UpstreamUnavailableError} when other changes of the member's drafts take too long
 */
export async function signOut<T>(userId: string, end: () => Promise<T>): Promise<T> {
  const { drafts } = useServices()
  // First: as long as the session lasts, a sign-out that failed can be repeated.
  await drafts.forget(userId)
  const ended = await end()
  // Again: a page can have sent a draft just before the session ended. If this fails, it ends after a day.
  await drafts.forget(userId).catch(() => {})
  return ended
}
