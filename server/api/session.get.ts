import { defineDoor } from '../http/door/define-door.ts'

export default defineDoor({
  does: 'The signed-in member.',
  who: 'member',
  answer: 'SessionMember',
}, ({ member }) => member)
