/** Emoji made of several, words of scripts that need a joiner, variants of a Han character, flags of regions. */
const MEANT = [
  String.raw`[\p{Extended_Pictographic}\u{FE0F}\u{1F3FB}-\u{1F3FF}]\u200D(?=\p{Extended_Pictographic})`,
  String.raw`[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}][\u200C\u200D](?=\p{L})`,
  String.raw`\p{Script=Han}[\u{E0100}-\u{E01EF}]`,
  String.raw`\u{1F3F4}[\u{E0020}-\u{E007E}]{1,8}\u{E007F}`,
].join('|')

/** Letters that make two names look the same, or one name another. */
const UNSEEN = [
  // Controls but tab and line feed.
  String.raw`\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFF9-\uFFFB\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}`,
  // Turn the writing around.
  String.raw`\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F`,
  // Have no width.
  String.raw`\u00AD\u034F\u17B4\u17B5\u180B-\u180F\u200B-\u200D\u2060-\u2065\uFE00-\uFE0D\uFEFF\u{E0000}-\u{E0FFF}`,
  // Are blank, but count as letters and signs.
  String.raw`\u115F\u1160\u2800\u3164\uFFA0`,
].map(range => `[${range}]`).join('|')

const MEANT_OR_UNSEEN = new RegExp(`(${MEANT})|${UNSEEN}`, 'gu')

/** More marks on one letter than any writing has, which would climb over the lines above. */
const PILED_MARKS = /([\p{Mn}\p{Me}]{4})[\p{Mn}\p{Me}]+/gu

/**
 * A text of somebody outside as it may be shown (Unicode TR 36, "bidirectional text spoofing"; CVE-2021-42574). Only for
 * the eye: what is edited, copied or compared stays as it is.
 *
 * @returns the text without letters that nobody sees; empty when there is nothing to see
 */
export function plainText(text: string): string {
  let seen = text
  let before
  // What goes may have been what gave a joiner its meaning, or what kept two piles of marks apart.
  do {
    before = seen
    seen = before.replace(MEANT_OR_UNSEEN, '$1').replace(PILED_MARKS, '$1')
  } while (seen !== before)
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(seen) ? seen : ''
}
