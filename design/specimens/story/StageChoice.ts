import StageChoice from '~/components/story/StageChoice.vue'
import { failureOf } from '~/browser/failure'
import { stages } from '../../story'
import { specimen } from '../../specimen'

export default specimen(StageChoice, {
  none: { props: { stage: { stages } } },
  one: { props: { stage: { stages, current: stages[1]!.id } } },
  saving: { props: { stage: { stages, current: stages[1]!.id }, saving: true } },
  failed: { props: { stage: { stages }, failure: failureOf('edit_conflict') } },
})
