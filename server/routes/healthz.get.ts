import { defineDoor } from '../http/door/define-door.ts'

export default defineDoor({
  does: 'The process is alive. No I/O: it answers even without store and WeCom.',
  who: 'public',
  answer: 'Status',
}, () => ({ status: 'ok' }))
