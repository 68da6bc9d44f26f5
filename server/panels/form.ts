import * as v from 'valibot'
import type { FormField } from '#shared/types/card.ts'
import { AppError } from '../errors/app-error.ts'
import { listOf, LONG, longest, short, SHORT } from './card-texts.ts'

/** It begins with a letter, so it is no name that objects have from JavaScript, such as `__proto__`. */
const name = v.pipe(v.string(), v.regex(/^[A-Za-z]\w{0,31}$/))
const shared = { name, label: short, required: v.optional(v.boolean()) }
const option = v.object({ value: v.pipe(longest(64), v.minLength(1)), label: short })

const select = v.object({
  ...shared, type: v.literal('select'), value: v.optional(longest(64)), options: listOf(option, 20),
})

/** The fields of a form, as a provider declares them. */
export const formFields = listOf(v.variant('type', [
  v.object({ ...shared, type: v.literal('text'), value: v.optional(longest(SHORT)) }),
  v.object({ ...shared, type: v.literal('multiline'), value: v.optional(longest(LONG)) }),
  v.pipe(select, v.forward(v.check(isOffered, 'one of its options'), ['value'])),
]), 8)

/** Nothing, or the empty text, is the choice of none. */
function isOffered({ value = '', options }: v.InferOutput<typeof select>): boolean {
  return value === '' || options.some(one => one.value === value)
}

/** What checks the input of a field. */
export type FieldRule = Pick<FormField, 'name' | 'type' | 'required'> & { values?: readonly string[] }

/** @returns the rules of the fields, without their texts */
export function rulesOf(fields: readonly FormField[]): FieldRule[] {
  return fields.map(field => ({
    name: field.name, type: field.type, required: field.required,
    values: field.type === 'select' ? field.options.map(({ value }) => value) : undefined,
  }))
}

/**
 * @param input what the page has sent
 * @returns a text for each field; empty when nothing was typed
 * @throws {AppError} invalid_request, when it is not what the fields allow
 */
export function readInput(
  rules: readonly FieldRule[], input: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = rules.map(rule => rule.name)
  const isKnown = Object.keys(input).every(known => names.includes(known))
  const texts = rules.map(rule => [rule, Object.hasOwn(input, rule.name) ? input[rule.name]! : ''] as const)
  if (!isKnown || !texts.every(([rule, text]) => fits(rule, text))) throw new AppError('invalid_request')
  return Object.fromEntries(texts.map(([rule, text]) => [rule.name, text]))
}

function fits({ type, required, values }: FieldRule, text: string): boolean {
  if (text.trim() === '') return !required
  if (values) return values.includes(text)
  return text.length <= (type === 'text' ? SHORT : LONG)
}
