/** Made by build/style-sheet.ts. */
declare module '#style-sheet' {
  /** The rules of the whole app; empty on the dev server. */
  export const STYLE_SHEET: string
}
