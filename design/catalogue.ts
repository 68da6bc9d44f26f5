import type { Specimen } from './specimen'

const modules = import.meta.glob<{ default: Specimen }>('./specimens/**/*.ts', { eager: true })

export interface CatalogueEntry extends Specimen {
  /** Folder below components/. */
  group: string
  /** The component's name, unique among all. */
  name: string
}

/** Every specimen, by folder and name. */
export const catalogue: CatalogueEntry[] = Object.entries(modules).map(([path, module]) => {
  const [group, file] = path.split('/').slice(-2) as [string, string]
  return { group, name: file.replace(/\.ts$/, ''), ...module.default }
})
