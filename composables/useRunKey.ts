/** Makes keys that no other run of an action has. `randomUUID` does not exist on pages without https. */
export function useRunKey(): () => string {
  return () => crypto.getRandomValues(new Uint32Array(4)).join('-')
}
