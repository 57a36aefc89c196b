// Progressive enhancement only: every page works without this file.
import { initAutosave } from './autosave.js'
import './countdown.js'
import './file-upload.js'
import { initAll } from './govuk-frontend.min.js'
import './paste.js'
import './words.js'

initAll()
initAutosave()
