/** Scripts whose words need joiners. */
const JOINING_SCRIPTS = [
  'Arabic', 'Syriac', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada',
  'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Mongolian',
].map(script => String.raw`\p{Script=${script}}`).join('')

/** Invisible characters with a meaning, each with the character before it. */
const MEANT = [
  // Emoji made of several.
  String.raw`[\p{Extended_Pictographic}\u{FE0F}\u{1F3FB}-\u{1F3FF}]\u200D(?=\p{Extended_Pictographic})`,
  // Words of scripts that need a joiner.
  String.raw`[${JOINING_SCRIPTS}][\u200C\u200D](?=\p{L})`,
  // Variants of a Han character.
  String.raw`\p{Script=Han}[\u{E0100}-\u{E01EF}]`,
  // Flags of regions.
  String.raw`\u{1F3F4}[\u{E0020}-\u{E007E}]{1,8}\u{E007F}`,
].join('|')

/** Invisible characters: they make two names look equal, or one name look like another. */
const UNSEEN = [
  // Control characters, except tab and line feed.
  String.raw`\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFF9-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}`,
  // Change the direction of the text.
  String.raw`\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F`,
  // Have no width.
  String.raw`\u00AD\u034F\u17B4\u17B5\u180B-\u180F\u200B-\u200D\u2060-\u2065\uFE00-\uFE0D\uFEFF\u{E0000}-\u{E0FFF}`,
  // Look blank, but count as letters and symbols.
  String.raw`\u115F\u1160\u2800\u3164\uFFA0`,
].map(range => `[${range}]`).join('|')

const MEANT_OR_UNSEEN = new RegExp(`(${MEANT})|${UNSEEN}`, 'gu')

/** More marks on one letter than any script has: they would cover the lines above. */
const PILED_MARKS = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu

/**
 * Makes an external text safe to show (Unicode TR 36, "bidirectional text spoofing"; CVE-2021-42574). Only for display:
 * a text that is edited, copied or compared stays unchanged.
 *
 * @returns the text without invisible characters; empty when it has no visible one
 */
export function plainText(text: string): string {
  let seen = text
  let before
  // A removed character may have given a joiner its meaning, or separated two groups of marks: so repeat.
  do {
    before = seen
    seen = before.replace(MEANT_OR_UNSEEN, '$1').replace(PILED_MARKS, '$1')
  } while (seen !== before)
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(seen) ? seen : ''
}
