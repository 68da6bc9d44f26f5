import { defineDoor } from '../http/door/define-door.ts'

export default defineDoor({
  does: 'The company\'s tag library, in the order of the admin console.',
  who: 'member',
  answer: 'TagGroups',
  asks: 'wecom',
}, ({ services }) => services.customerEdits.tagLibrary())
