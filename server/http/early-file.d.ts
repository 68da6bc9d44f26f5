/** Made by build/early-chunk.ts. */
declare module '#early-file' {
  /** Paths of the script that runs before the app, and of the files it needs; none on the dev server. */
  export const EARLY_FILES: readonly string[]
}
