// Pasting from a word processor into a text box: paragraphs and bullets are kept, the rest is dropped (P9).
// Without this file browsers paste plain text, and the server makes its bullets plain.
const SKIPPED = new Set(['STYLE', 'SCRIPT', 'HEAD', 'TITLE', 'META', 'LINK', 'XML', 'IMG', 'TEMPLATE'])
const BLOCKS = new Set('ADDRESS ARTICLE BLOCKQUOTE DD DIV DL DT FIGURE H1 H2 H3 H4 H5 H6 LI OL P PRE SECTION TABLE TR UL'.split(' '))
const CELLS = new Set(['TD', 'TH'])
const NUMBER = /^\(?([0-9]{1,3}|[a-z]|[ivx]{1,5})[.)]$/

export function plainTextOf (html) {
  const found = []
  let line = ''

  const finish = (marker, kind) => {
    const text = line.replace(/[^\S\n\t]+/g, ' ').replace(/ ?([\n\t]) ?/g, '$1').trim()
    line = ''
    if (text) found.push({ text: marker ? `${marker} ${text}` : text, kind })
  }

  const read = (node, within) => {
    if (node.nodeType === Node.TEXT_NODE) line += node.data.replace(/\s+/g, ' ')
    if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(node.tagName)) return
    if (node.tagName === 'BR') { line += '\n'; return }
    if (isSignOfWord(node)) return
    if (!BLOCKS.has(node.tagName)) {
      node.childNodes.forEach(child => read(child, within))
      if (CELLS.has(node.tagName) && node.nextElementSibling) line += '\t'
      return
    }
    if (within.kind === 'row') { // what stands in a cell is one line
      node.childNodes.forEach(child => read(child, within))
      line += ' '
      return
    }
    const own = { marker: markerOf(node) || within.marker, kind: isItem(node) ? 'item' : node.tagName === 'TR' ? 'row' : within.kind }
    finish(within.marker, within.kind)
    const before = found.length
    node.childNodes.forEach(child => read(child, found.length > before ? { ...own, marker: '' } : own))
    finish(found.length > before ? '' : own.marker, own.kind)
  }

  read(new DOMParser().parseFromString(html, 'text/html').body, { marker: '', kind: '' })
  finish('', '')
  return found.map((each, at) => at ? (each.kind && each.kind === found[at - 1].kind ? '\n' : '\n\n') + each.text : each.text).join('')
}

// Word writes a list as paragraphs, each with its sign in a span of its own.
const isSignOfWord = node => /mso-list:\s*ignore/i.test(node.getAttribute('style') || '')
const isItem = node => node.tagName === 'LI' || /mso-list:\s*l\d/i.test(node.getAttribute('style') || '')

function markerOf (node) {
  if (!isItem(node)) return ''
  if (node.tagName === 'LI') {
    const list = node.parentElement
    if (list?.tagName !== 'OL') return '-'
    return `${(Number(list.getAttribute('start')) || 1) + [...list.children].filter(each => each.tagName === 'LI').indexOf(node)}.`
  }
  const sign = [...node.querySelectorAll('span')].find(isSignOfWord)
  const written = sign ? sign.textContent.replace(/\s/g, '') : ''
  return NUMBER.test(written) ? written : '-'
}

function insert (box, text) {
  box.focus()
  if (document.execCommand('insertText', false, text)) return // the only way that undo remembers
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

document.addEventListener('paste', event => {
  const html = event.clipboardData?.getData('text/html')
  if (!html || event.target.tagName !== 'TEXTAREA') return
  const text = plainTextOf(html)
  if (!text) return
  event.preventDefault()
  insert(event.target, text)
})
