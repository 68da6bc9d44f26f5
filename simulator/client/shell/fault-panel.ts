import { defineComponent, ref, watch } from 'vue'
import type { DescribedPreset } from '../../control/presets.ts'
import { api } from './api.ts'
import { live } from './live.ts'
import { reload, session } from './session.ts'
import { texts } from './texts.ts'

/** A switch for each named fault. Each change reloads the app, so that it has an effect. */
export const FaultPanel = defineComponent({
  setup() {
    const presets = ref<DescribedPreset[]>([])
    watch(() => live.faults, async () => presets.value = await api.faultPresets(), { immediate: true })
    async function set(name: string, on: boolean): Promise<void> {
      presets.value = await api.setFaultPreset(name, on)
      reload()
    }
    return { presets, set, session, texts }
  },
  template: `
    <ul class="faults" :aria-label="texts.faults">
      <li v-for="preset in presets" :key="preset.name" :class="{ on: preset.on }">
        <label>
          <input type="checkbox" :checked="preset.on" :data-testid="'fault-' + preset.name"
            @change="set(preset.name, $event.target.checked)">
          <span><strong>{{ preset.title[session.client.language] }}</strong><small>{{ preset.source }}</small>
          <span class="explanation">{{ preset.explanation[session.client.language] }}</span></span></label>
      </li>
    </ul>`,
})
