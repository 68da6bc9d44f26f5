/** Made by build/early-chunk.ts. */
declare module '#early-file' {
  /** Path of the script that runs before the app; undefined on the dev server. */
  export const EARLY_SCRIPT: string | undefined
}
