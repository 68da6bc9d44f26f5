import type { SubmitAction } from '#shared/types/card.ts'

type PanelInput = Readonly<Record<string, string>>

/**
 * @param kept what was typed before, perhaps into an older card's form
 * @returns a text for each field of the form: what was typed, where the field still allows it, or its default
 */
export function inputFor({ fields = [] }: SubmitAction<string>, kept: PanelInput = {}): Record<string, string> {
  return Object.fromEntries(fields.map((field) => {
    const { name, value = '' } = field
    const typed = Object.hasOwn(kept, name) ? kept[name]! : value
    const isAllowed = field.type !== 'select' || typed === '' || field.options.some(one => one.value === typed)
    return [name, isAllowed ? typed : value]
  }))
}

/** @returns whether both have the same texts, for the same fields */
export function isSameInput(one: PanelInput, other: PanelInput): boolean {
  return Object.keys(one).every(name => one[name] === other[name])
}
