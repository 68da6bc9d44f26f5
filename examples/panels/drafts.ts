// A suggestion for the reply box, from any model with an API like OpenAI's. Copy it to panels/.
import { definePanel } from '#shared/define-panel.ts'

const ORIGIN = 'https://models.example.com'
const ASK = 'Write a short, friendly message to a customer of our furniture shop, in the language of the remark.'

export default definePanel({
  id: 'drafts',
  title: { zh: '建议回复', en: 'Suggested reply' },
  // Only this goes to the model: no name and no id.
  needs: ['remark', 'tags'],
  origins: [ORIGIN],
  variables: ['MODEL_API_KEY'],
  cacheSeconds: 300,
  async load({ customer, variables, fetch }) {
    const answer = await fetch(`${ORIGIN}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'authorization': `Bearer ${variables.MODEL_API_KEY}` },
      body: JSON.stringify({ model: 'small', max_tokens: 200, messages: [
        { role: 'system', content: ASK },
        { role: 'user', content: JSON.stringify(customer) },
      ] }),
    })
    if (!answer.ok) throw new Error(`The model answers with status ${answer.status}.`)
    const { choices, model } = await answer.json() as { choices: { message: { content: string } }[], model: string }
    const text = choices[0]?.message.content.trim().slice(0, 2_000)
    return { version: 1, blocks: text ? [{ type: 'draft', text, source: model }] : [] }
  },
})
