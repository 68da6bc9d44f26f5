/** `npm run docs`: brings the generated parts of the documents up to date. */
import { writeFileSync } from 'node:fs'
import { DOCUMENTS, inProject, upToDate } from './generated.ts'

for (const path of DOCUMENTS) writeFileSync(inProject(path), upToDate(path))
