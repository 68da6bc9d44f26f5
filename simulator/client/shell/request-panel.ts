import { computed, defineComponent, ref } from 'vue'
import { live } from './live.ts'
import { texts } from './texts.ts'

const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** All calls to the simulator with their verdicts, newest first. */
export const RequestPanel = defineComponent({
  setup() {
    const onlyRefused = ref(false)
    const shown = computed(() => live.requests
      .filter(({ verdict }) => !onlyRefused.value || /^(refused|fault)/.test(verdict))
      .map(request => ({
        ...request,
        time: clock.format(new Date(request.at)),
        bad: /^(refused|fault)/.test(request.verdict),
      })))
    return { shown, onlyRefused, texts }
  },
  template: `
    <div class="rows" tabindex="0" role="region" :aria-label="texts.requests">
      <label class="filter"><input v-model="onlyRefused" type="checkbox"> {{ texts.onlyRefused }}</label>
      <table>
        <tbody>
          <tr v-for="request in shown" :key="request.id" :class="{ bad: request.bad }">
            <td>{{ request.time }}</td>
            <td><span :class="['channel', request.channel]">{{ texts[request.channel] }}</span></td>
            <td class="path" :title="request.parameters">{{ request.path }}</td>
            <td>{{ request.verdict }}</td>
            <td>{{ request.durationMs }} ms</td>
          </tr>
        </tbody>
      </table>
      <p v-if="shown.length === 0" class="nothing">{{ texts.noRequests }}</p>
    </div>`,
})
