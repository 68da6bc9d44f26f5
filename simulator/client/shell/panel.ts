import { computed, defineComponent } from 'vue'
import { ContextPanel } from './context-panel.ts'
import { DrawerEdge } from './drawer-edge.ts'
import { FaultPanel } from './fault-panel.ts'
import { RequestPanel } from './request-panel.ts'
import { session, type PanelName } from './session.ts'
import { SettingsPanel } from './settings-panel.ts'
import { texts } from './texts.ts'

const names: PanelName[] = ['contexts', 'log', 'faults', 'settings']

/** The drawer at the bottom or the right: contexts, requests, faults and settings. */
export const Panel = defineComponent({
  components: { ContextPanel, DrawerEdge, FaultPanel, RequestPanel, SettingsPanel },
  setup() {
    const size = computed(() => {
      const { dock, drawer } = session
      return { [dock === 'right' ? 'width' : 'height']: `${drawer[dock]}px` }
    })
    const move = () => void (session.dock = session.dock === 'right' ? 'bottom' : 'right')
    return { session, texts, names, size, move }
  },
  template: `
    <section class="panel" :class="session.dock" :style="size" :aria-label="texts[session.panel]">
      <DrawerEdge />
      <header>
        <div role="tablist">
          <button v-for="name in names" :key="name" role="tab" :aria-selected="session.panel === name"
            :data-testid="'panel-' + name" @click="session.panel = name">{{ texts[name] }}</button>
        </div>
        <small class="shortcuts">{{ texts.shortcuts }}</small>
        <button data-testid="dock" @click="move">
          {{ session.dock === 'right' ? texts.toBottom : texts.toRight }}</button>
        <button class="close" :aria-label="texts.close" @click="session.panel = undefined">✕</button>
      </header>
      <ContextPanel v-if="session.panel === 'contexts'" />
      <RequestPanel v-if="session.panel === 'log'" />
      <FaultPanel v-if="session.panel === 'faults'" />
      <SettingsPanel v-if="session.panel === 'settings'" />
    </section>`,
})
