import { computed, defineComponent } from 'vue'
import { contexts, NEWEST, type Context } from './contexts.ts'
import { myChats, session, visit } from './session.ts'
import { texts } from './texts.ts'

/** One button for each situation in which the app is opened. */
export const ContextPanel = defineComponent({
  setup() {
    const shown = computed(() =>
      contexts.filter(({ chatId }) => !chatId || myChats.value.some(({ id }) => id === chatId)))
    const isCurrent = ({ place, chatId, entry, version = NEWEST }: Context) => session.place === place
      && (place !== 'chats' || (session.client.chatId === chatId && session.client.version === version))
      && session.entry === (entry ?? '')
    return { shown, session, visit, isCurrent, texts }
  },
  template: `
    <ul class="contexts" :aria-label="texts.contexts">
      <li v-for="context in shown" :key="context.name">
        <button :data-testid="'context-' + context.name" :aria-current="isCurrent(context) || undefined"
          @click="visit(context)">
          <strong>{{ context.title[session.client.language] }}</strong>
          <span class="explanation">{{ context.explanation[session.client.language] }}</span>
        </button>
      </li>
    </ul>`,
})
