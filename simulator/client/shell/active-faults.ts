import { computed, defineComponent } from 'vue'
import { api } from './api.ts'
import { live } from './live.ts'
import { reload, session } from './session.ts'
import { texts } from './texts.ts'

/** The number of faults that are on, always visible, with one button that switches all of them off. */
export const ActiveFaults = defineComponent({
  setup() {
    const count = computed(() => live.faults.names.length + live.faults.others)
    const showAll = () => void (session.panel = 'faults')
    async function clear(): Promise<void> {
      live.faults = await api.clearFaults()
      reload()
    }
    return { count, live, showAll, clear, texts }
  },
  template: `
    <span v-if="count" class="active-faults" data-testid="active-faults">
      <button type="button" :title="live.faults.names.join(', ')" @click="showAll"
      >{{ texts.faults }} {{ count }}</button>
      <button type="button" data-testid="faults-off" @click="clear">{{ texts.allOff }}</button>
    </span>`,
})
