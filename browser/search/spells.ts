/** @returns whether the letters begin syllables that follow each other: "zhangwei", "zw" and "zhw" are "zhang wei" */
export function spells(syllables: string[], letters: string): boolean {
  return syllables.some((_, at) => beginsWith(syllables, at, letters))
}

function beginsWith(syllables: string[], at: number, letters: string): boolean {
  if (letters === '') return true
  const syllable = syllables[at] ?? ''
  let length = 0
  while (length < syllable.length && syllable[length] === letters[length]) length++
  for (; length > 0; length--) if (beginsWith(syllables, at + 1, letters.slice(length))) return true
  return false
}
