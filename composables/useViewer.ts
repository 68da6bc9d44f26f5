import type { InjectionKey, Ref } from 'vue'

/** The role of the member who looks at the page, and the actions of the page that end a failure. */
export interface Viewer {
  isAdmin: Readonly<Ref<boolean>>
  /** Loads the page again. */
  reload: () => void
  /** Goes to the sign-in and comes back. */
  signIn: () => void
  /** What the admins are called. Absent where only admins look. */
  adminNames?: () => Promise<string[]>
}

/** Exported for tests and the catalogue; pages call {@link provideViewer}. */
export const VIEWER: InjectionKey<Viewer> = Symbol('viewer')

/** Gives the viewer to every component below the calling page. */
export function provideViewer(viewer: Viewer): void {
  provide(VIEWER, viewer)
}

/**
 * @returns what the page has provided
 * @throws Error when the component is not below a page
 */
export function useViewer(): Viewer {
  const viewer = inject(VIEWER, undefined)
  if (!viewer) throw new Error('provideViewer() is missing')
  return viewer
}
