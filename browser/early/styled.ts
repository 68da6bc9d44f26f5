import { STYLES_GLOBAL } from '#shared/utils/page-styles.ts'

/** Resolves when what is drawn looks as it should. Without its style sheet, a page can be used all the same. */
export async function styled(): Promise<void> {
  await (window as { [STYLES_GLOBAL]?: Promise<unknown> })[STYLES_GLOBAL]
}
