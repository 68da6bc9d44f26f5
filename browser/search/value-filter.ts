import type { FieldType } from '#shared/field-types.ts'
import type { CustomerSummary } from '#shared/types/customer.ts'
import type { OwnValues } from '#shared/types/own-values.ts'
import { searchable } from './text-search'

/** The key of the stage among the wanted values; fields have 32 hexadecimal letters. */
export const STAGE = 'stage'

/** What customers must have: the id of a stage, or the value of a field as a text, by id of the field. */
export type WantedValues = Readonly<Record<string, string>>

/** Types whose values are chosen; the others are searched. */
const CHOSEN: readonly FieldType[] = ['choice', 'switch']

/**
 * @param known undefined: nothing is known of any customer
 * @returns a test whether a customer has all wanted values
 */
export function valueMatcher(
  wanted: WantedValues, known: OwnValues | undefined,
): (customer: Pick<CustomerSummary, 'externalUserId'>) => boolean {
  const { [STAGE]: stageId, ...values } = wanted
  const isChosen = new Set(known?.fields.filter(({ type }) => CHOSEN.includes(type)).map(({ id }) => id))
  const tests = Object.entries(values).map(([id, text]) => {
    const words = searchable(text.trim())
    return { id, fits: (value: string) => isChosen.has(id) ? value === text : searchable(value).includes(words) }
  })
  return ({ externalUserId }) => {
    const customer = known?.customers[externalUserId]
    if (stageId !== undefined && customer?.stageId !== stageId) return false
    return tests.every(({ id, fits }) => {
      const value = customer?.values[id]
      return value !== undefined && fits(String(value))
    })
  }
}
