import { computed, defineComponent, ref } from 'vue'
import { api } from './api.ts'
import { live, pauseOrGoOn } from './live.ts'
import { RequestRow } from './request-row.ts'
import { texts } from './texts.ts'

/** All calls to the simulator, and those of the page to the app's API, with their verdicts, newest first. */
export const RequestPanel = defineComponent({
  components: { RequestRow },
  setup() {
    const onlyRefused = ref(false)
    const wanted = ref('')
    const shown = computed(() => live.requests
      .filter(({ verdict }) => !onlyRefused.value || /^(refused|fault)/.test(verdict))
      .filter(({ path, parameters, verdict }) => `${path} ${parameters} ${verdict}`.includes(wanted.value.trim())))
    async function clear(): Promise<void> {
      await api.clearRequests()
      live.requests = []
      if (live.waiting) live.waiting = []
    }
    return { shown, onlyRefused, wanted, clear, live, pauseOrGoOn, texts }
  },
  template: `
    <div class="rows" tabindex="0" role="region" :aria-label="texts.requests">
      <p class="filter">
        <input v-model="wanted" type="search" :placeholder="texts.filter" :aria-label="texts.filter"
          data-testid="request-filter">
        <label><input v-model="onlyRefused" type="checkbox"> {{ texts.onlyRefused }}</label>
        <button type="button" data-testid="pause" @click="pauseOrGoOn">
          {{ live.waiting ? texts.goOn + ' · ' + live.waiting.length : texts.pause }}</button>
        <button type="button" @click="clear">{{ texts.clear }}</button>
      </p>
      <table>
        <tbody><RequestRow v-for="request in shown" :key="request.id" :request="request" /></tbody>
      </table>
      <p v-if="shown.length === 0" class="nothing">{{ texts.noRequests }}</p>
    </div>`,
})
