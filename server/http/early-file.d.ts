/** Made by build/early-chunk.ts. */
declare module '#early-file' {
  /** Below the folder of the browser's files; undefined on the dev server. */
  export const EARLY_FILE: string | undefined
}
