export { horizontalOverflow } from '../../../scripts/screenshots/clipping.mjs'
export { accessibilityViolations } from '../../../scripts/screenshots/violations.mjs'
