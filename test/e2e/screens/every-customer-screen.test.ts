import { examineScreens } from '../support/examine-screens.ts'

examineScreens('customer')
