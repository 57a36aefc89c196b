// Copies the few built files that pages load: the components' script, our own, and the typeface.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

for (const folder of ['static/js', 'static/fonts']) mkdirSync(folder, { recursive: true })

const ours = readdirSync('static/src').filter(name => name.endsWith('.js') && name !== 'copy-assets.js')
for (const name of ours) copyFileSync(`static/src/${name}`, `static/js/${name}`)
copyFileSync(
  'node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2',
  'static/fonts/source-sans-3.woff2'
)

// Its source map is not served, and hashed static files refuse a reference to a file that is not there.
const components = readFileSync('node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js', 'utf8')
writeFileSync('static/js/govuk-frontend.min.js', components.replace(/\/\/# sourceMappingURL=.*\s*$/, ''))
