/** The character a drawn avatar shows: the last letter, character or digit of a name; emoji are left out. */
export function initialOf(name: string): string {
  return name.match(/[\p{L}\p{N}]/gu)?.at(-1)?.toUpperCase() ?? ''
}
