export interface UseUnsavedWorkReturn {
  /** From now on `isUnsaved` tells whether leaving the page would lose something, until the caller's scope ends. */
  register: (isUnsaved: () => boolean) => void
  /** Whether leaving the page now would lose something. */
  exists: () => boolean
}

/** Per app, so that requests rendered at the same time do not mix. */
const registered = new WeakMap<object, Set<() => boolean>>()

/** What has been typed and not been saved, over the whole page: who keeps such a thing registers it. */
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
