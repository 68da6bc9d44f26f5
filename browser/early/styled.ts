import { STYLES_GLOBAL } from '#shared/utils/page-styles.ts'

/** Resolves when the style sheet is here. It also resolves when the sheet fails: the page can be used without it. */
export async function styled(): Promise<void> {
  await (window as { [STYLES_GLOBAL]?: Promise<unknown> })[STYLES_GLOBAL]
}
