import PartPicture from '~/components/ui/PartPicture.vue'
import { specimen } from '../../specimen'

export default specimen(PartPicture, { person: { props: { name: 'person' } } })
