/// <reference lib="dom" />
import { computed, defineComponent } from 'vue'
import { session } from './session.ts'
import { texts } from './texts.ts'

/** Pixels: of the drawer at least, of the app beside it at least, and of one key press. */
const SMALLEST = 120
const ROOM = 240
const STEP = 24

/** The edge of the drawer: it is dragged, or moved by the arrow keys. */
export const DrawerEdge = defineComponent({
  setup() {
    const isRight = computed(() => session.dock === 'right')

    function resize(size: number): void {
      const most = (isRight.value ? innerWidth : innerHeight) - ROOM
      session.drawer[session.dock] = Math.round(Math.max(SMALLEST, Math.min(size, most)))
    }
    function drag(event: PointerEvent): void {
      if (!(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return
      resize(isRight.value ? innerWidth - event.clientX : innerHeight - event.clientY)
    }
    function begin(event: PointerEvent): void {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
      event.preventDefault()
    }
    function step({ key }: KeyboardEvent): void {
      const [larger, smaller] = isRight.value ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
      if (key === larger || key === smaller) resize(session.drawer[session.dock] + (key === larger ? STEP : -STEP))
    }
    return { session, isRight, begin, drag, step, SMALLEST, texts }
  },
  template: `
    <div class="edge" role="separator" tabindex="0" :aria-label="texts.size" data-testid="edge"
      :aria-orientation="isRight ? 'vertical' : 'horizontal'" :aria-valuemin="SMALLEST"
      :aria-valuenow="session.drawer[session.dock]" @pointerdown="begin" @pointermove="drag" @keydown="step"></div>`,
})
