/** Remembers across the round trip when this tab last went to sign in. */
const STORAGE_KEY = 'signed-in-at'

/** One automatic sign-in per this many milliseconds: a session that ends at once must not become a loop. */
const PAUSE = 60_000

/**
 * @param page where to come back to
 * @returns the address that starts a sign-in
 */
export function signInPathFor(page: { pathname: string, search: string }): string {
  return `/auth/login?return_to=${encodeURIComponent(page.pathname + page.search)}`
}

/** Leaves for the sign-in and comes back to this page. */
export function goToSignIn(): void {
  void navigateTo(signInPathFor(location), { external: true })
}

/**
 * Signs in again because a session has ended: at most once a minute, and not while that would lose something typed.
 *
 * @returns whether the browser is now leaving the page
 */
export function signInAgain(): boolean {
  if (useUnsavedWork().exists()) return false
  try {
    if (Date.now() - Number(sessionStorage.getItem(STORAGE_KEY)) < PAUSE) return false
    sessionStorage.setItem(STORAGE_KEY, String(Date.now()))
  }
  catch {
    // Storage can be switched off; without memory a loop cannot be told, so leave it to the member.
    return false
  }
  goToSignIn()
  return true
}
