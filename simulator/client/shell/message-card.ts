import { defineComponent, type PropType } from 'vue'
import type { CardButton, ChatMessage } from '../../scenarios/scenario.ts'
import { api } from './api.ts'
import { toast } from './live.ts'
import { openLink, session } from './session.ts'
import { texts } from './texts.ts'

/** A card that an app sent. Its title opens the page; a button with a key tells the app's callback. */
export const MessageCard = defineComponent({
  props: { message: { type: Object as PropType<ChatMessage>, required: true } },
  setup(props) {
    async function press({ key, url }: CardButton): Promise<void> {
      if (url !== undefined) return openLink(url)
      const { userId } = session.client
      const action = { action: 'pressButton' as const, userId, messageId: props.message.id ?? '', key: key ?? '' }
      await api.act(action).then(() => toast(texts.value.done), (error: Error) => toast(error.message))
    }
    return { press, openLink }
  },
  template: `
    <article class="card" :data-testid="'card-' + message.card.type">
      <a v-if="message.link" class="heading" :href="message.link" @click.prevent="openLink(message.link)"
      >{{ message.card.title }}</a>
      <strong v-else class="heading">{{ message.card.title }}</strong>
      <p v-if="message.card.description">{{ message.card.description }}</p>
      <dl v-if="message.card.rows.length">
        <template v-for="row in message.card.rows">
          <dt>{{ row.name }}</dt>
          <dd><a v-if="row.url" :href="row.url" @click.prevent="openLink(row.url)">{{ row.value }}</a>
            <template v-else>{{ row.value }}</template></dd>
        </template>
      </dl>
      <footer v-if="message.card.buttons.length">
        <button v-for="button in message.card.buttons" type="button" :disabled="button.disabled"
          @click="press(button)">{{ button.text }}</button>
      </footer>
    </article>`,
})
