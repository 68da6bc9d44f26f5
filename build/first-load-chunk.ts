/** The parts of Rolldown's module information that are used here. */
interface ModuleLinks {
  isEntry: boolean
  /** Modules that import it statically. */
  importers: readonly string[]
}

interface ChunkingContext {
  getModuleInfo(moduleId: string): ModuleLinks | null
}

/** What runs before the app. */
export const EARLY_CHUNK = 'early'
const EARLY_ENTRY = '/browser/early/early.ts'

/**
 * Puts everything that the first load needs into two chunks: what the {@link EARLY_ENTRY} needs, and the rest. By
 * itself, Rolldown makes a small chunk of each group of modules that lazy parts share with the first load; many small
 * files compress worse, by 3 kB in all.
 *
 * @returns the name of the chunk of a module; null when only lazy parts need it
 */
export function firstLoadChunk(moduleId: string, graph: ChunkingContext): string | null {
  if (isNeededBy(id => id.endsWith(EARLY_ENTRY), moduleId, graph)) return EARLY_CHUNK
  return isNeededBy(id => graph.getModuleInfo(id)!.isEntry, moduleId, graph) ? 'first-load' : null
}

function isNeededBy(isRoot: (moduleId: string) => boolean, moduleId: string, graph: ChunkingContext): boolean {
  const seen = new Set<string>()
  const isNeeded = (id: string): boolean => {
    const module = graph.getModuleInfo(id)
    if (!module || seen.has(id)) return false
    seen.add(id)
    return isRoot(id) || module.importers.some(isNeeded)
  }
  return isNeeded(moduleId)
}
