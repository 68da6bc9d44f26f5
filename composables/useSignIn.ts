import { useUnsavedWork } from './useUnsavedWork'

/** Session storage: when this tab last went to the sign-in by itself. */
const STORAGE_KEY = 'signed-in-at'

/** At most one automatic sign-in per this many milliseconds: a session that ends at once must not become a loop. */
const PAUSE = 60_000

export interface UseSignInReturn {
  /** @returns the address that starts a sign-in and comes back to `page` */
  signInPathFor: (page: { pathname: string, search: string }) => string
  /** Goes to the sign-in and comes back to this page. */
  signIn: () => void
  /**
   * Signs in because the session has ended: at most once a minute, and never while unsaved work would be lost. Where
   * that is not silent, the server offers it instead: the member may just have signed out in another tab.
   *
   * @returns whether the browser is now leaving the page
   */
  signInAgain: () => boolean
}

/** The ways from this page to the sign-in. */
export function useSignIn(): UseSignInReturn {
  const unsaved = useUnsavedWork()

  function signInPathFor(page: { pathname: string, search: string }): string {
    return `/auth/login?return_to=${encodeURIComponent(page.pathname + page.search)}`
  }

  function signIn(): void {
    leaveFor(signInPathFor(location))
  }

  function leaveFor(path: string): void {
    void navigateTo(path, { external: true })
  }

  function signInAgain(): boolean {
    if (unsaved.exists()) return false
    try {
      if (Date.now() - Number(sessionStorage.getItem(STORAGE_KEY)) < PAUSE) return false
      sessionStorage.setItem(STORAGE_KEY, String(Date.now()))
    }
    catch {
      // Storage can be switched off. Without it a loop cannot be detected, so the member decides.
      return false
    }
    leaveFor(`${signInPathFor(location)}&automatic=1`)
    return true
  }

  return { signInPathFor, signIn, signInAgain }
}
