import { toJsonSchema } from '@valibot/to-json-schema'
import { publishedCardSchema } from '../../server/panels/card.ts'

/** Where authors of panels find the schema. */
export const CARD_SCHEMA = 'docs/panel-card.schema.json'

/** @returns the JSON Schema of a card; a URL is checked by its pattern only */
export function cardJsonSchema(): string {
  const schema = toJsonSchema(publishedCardSchema, { ignoreActions: ['check'] })
  return `${JSON.stringify(schema, undefined, 2)}\n`
}
