import DoctorScreen from '~/components/doctor/DoctorScreen.vue'
import { specimen } from '../../specimen'

export default specimen(DoctorScreen, { reading: { props: { loading: true } } })
