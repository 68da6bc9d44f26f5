import { computed, defineComponent } from 'vue'
import { contexts } from './contexts.ts'
import { myChats, session, visit } from './session.ts'
import { texts } from './texts.ts'

/** One button for each situation in which the app is opened. */
export const ContextPanel = defineComponent({
  setup() {
    const shown = computed(() =>
      contexts.filter(({ chatId }) => !chatId || myChats.value.some(({ id }) => id === chatId)))
    return { shown, session, visit, texts }
  },
  template: `
    <ul class="contexts" :aria-label="texts.contexts">
      <li v-for="context in shown" :key="context.name">
        <button :data-testid="'context-' + context.name" @click="visit(context)">
          <strong>{{ context.title[session.client.language] }}</strong>
          <span class="explanation">{{ context.explanation[session.client.language] }}</span>
        </button>
      </li>
    </ul>`,
})
