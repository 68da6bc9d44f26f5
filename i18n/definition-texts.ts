/** Texts of a page where admins define a list of the company. */
export interface DefinitionTexts {
  title: string
  back: string
  intro: string
  name: (position: number) => string
  up: (position: number) => string
  remove: (position: number) => string
  none: string
  add: string
  limit: (characters: number, items: number) => string
}
