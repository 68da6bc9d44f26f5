export interface UseUnsavedWorkReturn {
  /** Adds a check for unsaved work, until the caller's scope ends. */
  register: (isUnsaved: () => boolean) => void
  /** Whether leaving the page now would lose something. */
  exists: () => boolean
}

/** Per app, so that requests rendered at the same time do not mix. */
const registered = new WeakMap<object, Set<() => boolean>>()

/** Unsaved work of the whole page. Every store with drafts registers a check. */
export function useUnsavedWork(): UseUnsavedWorkReturn {
  const app = useNuxtApp()
  const works = registered.get(app) ?? new Set()
  registered.set(app, works)
  return {
    register(isUnsaved) {
      works.add(isUnsaved)
      onScopeDispose(() => works.delete(isUnsaved))
    },
    exists: () => [...works].some(isUnsaved => isUnsaved()),
  }
}
