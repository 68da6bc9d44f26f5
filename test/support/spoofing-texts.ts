const long = (text: string, length = 10_000) => text.repeat(Math.ceil(length / text.length))

/**
 * 50 texts that look like another text, hide a part, reverse the writing direction, or need more room than there is.
 */
export const SPOOFING_TEXTS = [
  // Reversed: overrides, embeddings, isolates, marks; open, closed, nested, too many.
  ...['\u202A', '\u202B', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u200E', '\u200F', '\u061C'].map(
    control => `李雷${control}(官方客服) admin123`,
  ),
  '\u202E微信客服\u202C abc',
  '\u2067abc\u2069\u2067def\u2069',
  long('\u202E', 200) + '尾',
  long('\u2066\u202B', 200) + 'x',
  '\u2069\u202C\u2069张三',
  'invoice\u202Efdp.exe',
  // Invisible: without width, without ink, very long.
  ...[
    '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF', '\u00AD', '\u034F', '\u180E', '\u3164', '\u115F', '\uFFA0',
    '\u2800', '\u{E0041}',
  ].map(unseen => `王${unseen}思${unseen}琪`),
  '\u200B\u200B\u200B',
  '\u3164',
  '\u2800\u2800',
  `张${long('\u200B')}伟`,
  long('\u00A0\u3000', 2_000) + '远处',
  // Right-to-left scripts, alone and mixed.
  'محمد بن سلمان',
  'שלום עולם 123 (abc)',
  'abc مرحبا 中文 שלום',
  long('مرحبا'),
  // Taller and wider than a line.
  `Z${long('\u0301\u0489\u0336', 600)}algo`,
  `${long('\u0E49', 300)}ก${long('\u0E49', 300)}`,
  '\uFDFD'.repeat(40),
  '𒐫'.repeat(60),
  '꧅'.repeat(80),
  // Without a place to break.
  long('W'),
  long('长'),
  long('_'),
  `https://example.com/${long('a/')}`,
  long('👨‍👩‍👧‍👦', 3_000),
  long('\n一'),
  long('\t|'),
]
