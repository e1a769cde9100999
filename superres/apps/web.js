(() => {
const $ = s => document.querySelector(s)
const all = s => [...document.querySelectorAll(s)]
const main = $('main'), form = $('#settings'), view = $('#view'), pair = $('#pair')
const before = $('#before'), after = $('#after'), under = $('#under'), over = $('#over')
const slide = $('#slide'), line = $('#line')
const verbs = {upscale: 'Enlarge', clean: 'Clean', fill: 'Fill', damage: 'Damage and repair'}
const known = /^(\x89PNG|\xff\xd8\xff|GIF8|BM|II[*+]\0|MM\0[*+]|RIFF[^]{4}WEBP|[^]{4}ftyp(avi[fs]|mif1))/
// an item: file, url; t: its ticket when done; asked: the settings that made it; mask: a canvas; painted: by hand?
// sides: results that it is blended with, by name, '' for one under way
// error: why it failed; failed: with which settings; bad: no settings help; stopped: was under way; blank: no thumbnail
let items = [], it = null, xhr = null, pending = '', zoom = '1', run = 0, centre = true

const say = text => $('#live').textContent = text                     // for those who listen
const task = () => form.elements.task.value
const tool = () => task() == 'fill' ? form.elements.tool.value : 'look'
const busy = () => !$('#stop').hidden
const wait = ms => new Promise(r => setTimeout(r, ms))
function problem(text) { $('#problem').textContent = text }
function working(on) { $('#progress').hidden = $('#stop').hidden = !on; settings() }
function progress(text, part) {
  $('#status').textContent = text
  if (part == null) $('#bar').removeAttribute('value'); else $('#bar').value = part
}
function forget(id) { if (id) fetch('/jobs/' + id, {method: 'DELETE', keepalive: true}).catch(() => {}) }

// ---- images come in
async function choose(files) {
  const odd = []
  let first = null
  for (const f of files || []) {
    const mb = f.size/1e6, most = main.dataset.maxMb
    const head = String.fromCharCode(...new Uint8Array(await f.slice(0, 16).arrayBuffer()))
    if (!known.test(head)) odd.push(`${f.name}: not an image; PNG, JPEG, WebP, TIFF, AVIF, GIF and BMP are read`)
    else if (mb > most) odd.push(`${f.name}: ${mb.toFixed(1)} MB, at most ${most} are taken`)
    else {
      const o = {file: f, url: URL.createObjectURL(f), mask: document.createElement('canvas'), at: 1, sides: {}}
      o.mask.id = 'mask'; o.mask.width = o.mask.height = 1
      items.push(o)
      first ??= o
    }
  }
  if (first) { show(first); say(items.length > 1 ? items.length + ' images' : first.file.name + ' is chosen') }
  problem(odd.join('\n'))
}
function show(o) {                                                    // this one is looked at
  centre = o != it || !it
  if (o != it) say('')
  it = o
  main.dataset.state = !o ? 'empty' : o.t ? 'done' : 'chosen'
  $('#result').hidden = !o?.t
  settings()
  if (!o) return
  problem(o.error || '')
  $('#mask').replaceWith(o.mask)
  $('#frame').hidden = false
  if (o.t) return result(o)
  for (const img of [after, under, over]) img.removeAttribute('src')
  before.src = o.url
  before.alt = $('#title').textContent = o.file.name
  $('#plain').textContent = o.stopped ? 'Stopped before it was done.' : ''
}
before.onload = () => {
  const [w, h] = [before.naturalWidth, before.naturalHeight]
  if (main.dataset.state == 'chosen') $('#title').textContent = `${it.file.name}, ${w} × ${h}`
  sized(it, w, h)
  layout()
}
before.onerror = () => {
  if (main.dataset.state != 'chosen') return
  $('#frame').hidden = true
  if (!it.error) $('#plain').textContent = 'This browser cannot show the file; go on, the result can be seen.'
}
after.onload = layout
for (const b of ['#pick', '#more']) $(b).onclick = () => $('#file').click()
$('#file').onchange = async e => { await choose([...e.target.files]); e.target.value = ''; $('#start').focus() }
$('#again').onclick = () => {
  leave()
  for (const o of items) { drop(o); URL.revokeObjectURL(o.url) }
  items = []
  problem(''); show(null); working(false)
  $('#pick').focus()
}
const ids = o => [o.t?.id, ...Object.values(o.sides)].filter(id => id)
function drop(o) { ids(o).map(forget); o.t = null; o.asked = ''; o.sides = {} }
for (const b of all('.example')) b.onclick = async () => {
  const r = await fetch('/samples/' + b.dataset.name), data = await r.blob()
  await choose([new File([data], b.dataset.name, {type: data.type})])
  $('#start').focus()
}
addEventListener('dragover', e => { e.preventDefault(); main.classList.add('over') })
addEventListener('dragleave', e => { if (!e.relatedTarget) main.classList.remove('over') })
addEventListener('drop', e => {
  e.preventDefault()
  main.classList.remove('over')
  choose([...e.dataTransfer.files])
})
addEventListener('paste', e => choose([...e.clipboardData.files]))
if (navigator.clipboard?.read) {
  $('#paste').hidden = false
  $('#paste').onclick = async () => {
    try {
      for (const o of await navigator.clipboard.read()) for (const t of o.types) if (t.startsWith('image/'))
        return choose([new File([await o.getType(t)], 'pasted.' + t.slice(6), {type: t})])
      problem('There is no image in the clipboard; copy one first')
    } catch { problem('The browser does not let us read the clipboard; press Ctrl+V instead') }
  }
}
function queue() {                                                    // all of them, when there are several
  $('#queue').hidden = items.length < 2
  $('#queue').replaceChildren(...items.map(o => {
    const [b, img, word, blank] = ['button', 'img', 'span', 'span'].map(o => document.createElement(o))
    b.type = 'button'; b.className = 'chip'; b.ariaPressed = String(o == it)
    blank.className = 'blank'; blank.ariaHidden = 'true'
    blank.dataset.kind = o.file.name.match(/\.(\w{1,4})$/)?.[1].toUpperCase() || '?'
    img.alt = ''; img.width = img.height = 36
    if (!o.blank) img.src = o.url
    img.onerror = () => { o.blank = true; img.replaceWith(blank) }
    const how = o.error ? 'failed' : o.busy || (o.t ? 'done' : o.stopped ? 'stopped' : '')
    word.textContent = o.file.name + (how && ', ' + how)
    b.append(o.blank ? blank : img, word)
    b.onclick = () => { show(o); $('#queue').children[items.indexOf(o)].focus() }
    return b
  }))
}

// ---- what to do with them
function asked() {
  const q = new URLSearchParams(new FormData(form))
  for (const o of ['tool', 'brush']) q.delete(o)
  return q
}
const mark = o => String(asked()) + (task() == 'fill' && o.painted || '')
const stale = o => o.asked != mark(o)
const hopeless = o => o.error && (o.bad || o.failed == mark(o))       // it would fail again
const todo = () => {
  const o = items.filter(o => (!o.t || stale(o)) && !hopeless(o))
  return o.length || !it ? o : [it]
}
function settings() {
  const t = task(), model = $('#model'), texture = $('#texture')
  main.dataset.task = t; main.dataset.tool = tool()
  $('#damage').disabled = t != 'damage'
  $('#masking').disabled = t != 'fill'
  $('#first').disabled = $('#scale').disabled = t != 'upscale'
  const fills = t == 'fill' || t == 'damage' && !!form.querySelector('#damage [name=fill]:checked').value
  $('#models').hidden = model.disabled = fills
  for (const o of model.querySelectorAll('optgroup'))
    o.hidden = o.disabled = o.dataset.task != (t == 'upscale' ? t : 'clean')
  if (model.selectedOptions[0]?.parentNode.disabled) model.value = ''
  $('#strength').disabled = fills
  if (texture) texture.disabled = t != 'upscale' || !['', 'default', 'sharp'].includes(model.value)
  for (const o of ['strength', 'texture']) if ($('#' + o)) {
    $(`#${o}-line`).hidden = $('#' + o).disabled
    $(`#${o}-value`).textContent = Math.round($('#' + o).value*100) + ' %'
  }
  for (const o of all('[data-for]')) $('#' + o.dataset.for).disabled = !o.checked
  $('#brush-line').hidden = tool() == 'look'
  for (const o of ['start', 'find']) $('#' + o).disabled = busy() || !it
  const n = todo().length                                             // of the switches as they are now
  $('#start').textContent = verbs[t] + (n < 2 ? '' : n == items.length ? ` all ${n}` : ` ${n} images`)
  if (it?.t) $('#download').textContent = stale(it) ? 'Apply and download' : 'Download'
  $('#all').hidden = items.filter(o => o.t).length < 2
  const row = it?.t ? $('#get') : $('#start').parentNode            // beside Download, if that is there
  $('#all').textContent = it?.t ? 'All' : 'Download all'
  if ($('#all').parentNode != row) row.append($('#all'))
  queue(); blend(); place()
}
form.oninput = settings
form.onsubmit = e => { e.preventDefault(); if (it && !busy()) work(todo()) }

// ---- sending, waiting, stopping: one after the other
function lasting(text, failed, bad) { return Object.assign(new Error(text), {failed, bad}) }
function post(q, body) {
  return new Promise((yes, no) => {
    xhr = new XMLHttpRequest()
    xhr.open('POST', '/jobs?' + q)
    xhr.setRequestHeader('Content-Type', 'application/octet-stream')
    xhr.upload.onprogress = e => progress('Sending', e.loaded/e.total)
    xhr.onabort = () => no(new Error('stopped'))
    xhr.onerror = () => no(new Error('No answer; is superres still running?'))
    xhr.onload = () => {
      if (xhr.status == 201) return yes(JSON.parse(xhr.responseText))
      const later = [408, 429, 503].includes(xhr.status), text = xhr.responseText || 'Refused, ' + xhr.status
      no(lasting(text, !later, xhr.status == 415))
    }
    xhr.send(body)
  })
}
async function finished(t, tell) {                                    // asks until a ticket is done
  let quiet = 0
  while (t.state != 'done') {
    if (t.state == 'failed') throw lasting(t.error, true, t.doing == 'reading')
    tell(t)
    await wait(300)
    let r = null
    try { r = await fetch('/jobs/' + t.id); quiet = 0 }
    catch {                                                           // a phone that slept, say
      if (++quiet > 60) throw new Error('No answer; is superres still running?')
      continue
    }
    if (!r.ok) throw new Error(await r.text())
    t = await r.json()
  }
  return t
}
function told(o, where) {                                             // how far it is, in words and as a bar
  let spoken = ''
  const me = run
  return t => {
    if (me != run) return                                             // stopped while the answer was on its way
    let text = t.ahead ? `Waiting, ${t.ahead} before you` : t.doing[0].toUpperCase() + t.doing.slice(1)
    const steps = t.state == 'running' && t.part > 0, whole = Math.round(t.part*100) + ' %'
    if (steps) {
      text += ', ' + whole
      if (t.left > 3) text += `, ${t.left > 90 ? Math.round(t.left/60) + ' min' : t.left + ' s'} to go`
    }
    progress(where + text, t.state == 'running' && t.doing != 'writing' ? (steps ? t.part : 0) : null)
    o.busy = steps ? whole : t.doing
    queue()
    const word = t.doing + t.ahead + Math.floor(t.part*4)
    if (word != spoken) { say(where + text); spoken = word }          // not at every per cent
  }
}
async function one(o, more, where) {                                  // one image, with the settings as they are now
  const q = asked(), me = run, made = mark(o)
  q.set('name', o.file.name)
  for (const [k, v] of Object.entries(more)) q.set(k, v)
  let body = o.file
  if (task() == 'fill' && o.painted && !more.find) {
    const drawn = await drawnMask(o)
    q.set('mask', drawn.size)
    body = new Blob([o.file, drawn])
  }
  progress(where + 'Sending', 0); say(where + 'Sending')
  let t = await post(q, body)
  if (me != run) { forget(t.id); throw new Error('stopped') }
  pending = t.id
  t = await finished(t, told(o, where))
  pending = ''
  return [t, q, made]
}
async function work(list, then) {
  leave(); problem('')
  const me = run, started = document.activeElement
  working(true)
  $('#stop').focus()
  for (const [i, o] of list.entries()) {
    o.error = ''; o.busy = 'sending'; o.stopped = false
    const tried = mark(o)
    try {
      const [t, q, made] = await one(o, {}, list.length > 1 ? `${i+1} of ${list.length}: ` : '')
      if (me != run) return
      drop(o)
      Object.assign(o, {t, q, asked: made, at: +(q.get('strength') ?? 1)})
      if (t.facts.mask && !o.painted) await takeMask(o, t)
      if (o == it) form.elements.tool.value = 'look'                  // the result, and not its mask
    } catch (e) {
      if (me != run) return
      Object.assign(o, {error: e.message, failed: e.failed && tried, bad: e.bad})
    } finally { o.busy = '' }
    if (o == it) { show(o); if (o.error) $('#start').focus() } else queue()
  }
  const here = [$('#stop'), document.body].includes(document.activeElement)
  working(false)
  if (then && it?.t && !it.error) return then()
  if (here && it?.t && !it.error) reach()
  else if (here) $('#start').focus()
}
function leave() {                                                    // what is under way may be forgotten
  run++
  if (xhr) xhr.abort()
  forget(pending)
  xhr = null; pending = ''
  for (const o of items) o.busy = ''
}
$('#stop').onclick = () => {
  const o = items.find(o => o.busy)
  if (o) o.stopped = true
  leave(); working(false)
  if (it && !it.t) show(it)
  say(o ? `${o.file.name} is stopped` : 'Stopped')
  $('#start').focus()
}
addEventListener('pagehide', e => {
  if (e.persisted) return
  for (const id of [pending, ...items.flatMap(ids)]) if (id) navigator.sendBeacon(`/jobs/${id}/close`)
})
setInterval(async () => {                                             // results on this page are still wanted
  for (const o of items.filter(o => o.t)) {
    const [r] = await Promise.all(ids(o).map(id => fetch('/jobs/' + id).catch(() => null)))
    if (r?.status != 404) continue
    drop(o)
    if (o == it) show(o)
  }
}, 60000)

// ---- the result
function result(o) {
  const t = o.t, to = `/jobs/${t.id}/`, f = t.facts, same = keeps(t)
  const large = f.bytes < 1e5 ? (f.bytes/1e3).toFixed(0) + ' kB' : (f.bytes/1e6).toFixed(1) + ' MB'
  before.src = to + 'before'; after.src = to + 'after'
  lay(under, same ? to + 'before' : ''); lay(over, '')
  $('#left').textContent = 'psnr_before' in f ? `damaged, ${f.psnr_before.toFixed(1)} dB` : 'before'
  $('#right').textContent = 'psnr_after' in f ? `after, ${f.psnr_after.toFixed(1)} dB` : 'after'
  before.alt = `${t.name}, ${$('#left').textContent}`; after.alt = `${t.name}, ${$('#right').textContent}`
  $('#title').textContent = `${t.name}, ${t.width} × ${t.height}` + (same ? '' : ` → ${f.width} × ${f.height}`)
  $('#plain').textContent = 'psnr_before' in f ? 'PSNR over RGB, against your image; more is closer.' : ''
  const filled = 'filled' in f ? `${(f.filled*100).toFixed(f.filled < .01 ? 2 : 1)} % filled` : ''
  $('#facts').textContent = [`${f.model}, ${t.seconds.toFixed(1)} s, ${large}`, f.name, filled, t.note]
    .filter(o => o).join('\n')
  const files = [['download', 'file', f.name], ['damaged', 'damaged', f.damaged], ['masked', 'mask', f.mask]]
  for (const [k, what, name] of files) {
    $('#' + k).hidden = !name
    $('#' + k).href = to + what
    $('#' + k).download = name || ''
  }
  $('#command').textContent = t.command
  $('#meter').hidden = !('faithful' in f)
  $('#faithful').textContent = f.faithful > 99 ? 'Shrunk again: identical' : `Shrunk again: ${f.faithful?.toFixed(1)} dB`
  heated(); layout(); blend()
}
function heated() {                                                   // where the result, shrunk again, is not the source
  const on = $('#show-heat').checked && 'faithful' in (it?.t?.facts || {})
  if (on) $('#heat').src = `/jobs/${it.t.id}/heat`
  $('#heat').hidden = !on
}
$('#show-heat').onchange = heated
function reach() {                                                    // the person was waiting for this
  say(`Done. ${it.t.facts.width} by ${it.t.facts.height} pixels. Compare with the slider, or download.`)
  slide.focus({preventScroll: true})
  const calm = matchMedia('(prefers-reduced-motion)').matches
  $('#stage').scrollIntoView({block: 'nearest', behavior: calm ? 'auto' : 'smooth'})
}
$('#download').onclick = e => {                                       // a file of other settings has to be made first
  if (!stale(it)) return
  e.preventDefault()
  if (!busy()) work([it], () => { $('#download').click(); $('#download').focus() })
}
$('#all').onclick = async () => {
  for (const o of items.filter(o => o.t)) {
    const a = document.createElement('a')
    a.href = `/jobs/${o.t.id}/file`; a.download = o.t.facts.name
    a.click()
    await wait(400)
  }
}

// ---- strength and texture, seen while they are moved: the result over or under what it is blended with
const keeps = t => t.facts.width == t.width && t.facts.height == t.height
const lined = o => o.t.seconds < 20 && /^default/.test(o.t.facts.model) && ['', 'default'].includes($('#model').value)
function lay(img, src) {
  if (!src) img.removeAttribute('src')
  else if (img.getAttribute('src') != src) img.src = src
}
function blend() {
  const o = main.dataset.state == 'done' ? it : null, x = $('#texture')
  const s = $('#strength').disabled || !o ? 1 : +$('#strength').value, part = o && s < o.at ? s/o.at : 1
  if (part < 1 && !keeps(o.t)) lay(under, side(o, 'plain', {model: 'bicubic', strength: 1, texture: 0}))
  const thin = under.getAttribute('src') ? part : 1
  const made = +(o?.q.get('texture') || 0), to = o && x && !x.disabled && lined(o) ? +x.value : made, end = +(to > made)
  if (to != made) lay(over, side(o, end, {model: 'default', texture: end}))
  const share = to != made && over.getAttribute('src') ? (to - made)/(end - made) : 0
  under.hidden = thin == 1; over.hidden = !share
  over.style.opacity = thin*share
  after.style.opacity = thin*share < 1 ? thin*(1 - share)/(1 - thin*share) : 1
  if (o && !('psnr_after' in o.t.facts))
    $('#right').textContent = 'after' + (share ? ', preview' : to != made && o.sides[end] === '' ? ', preview to come' : '')
}
function side(o, k, changes) {                                        // its address; made, if it is not there
  if (!(k in o.sides) && !busy()) make(o, k, changes)
  return o.sides[k] ? `/jobs/${o.sides[k]}/after` : ''
}
async function make(o, k, changes) {                                  // the same image with other settings
  const sides = o.sides, q = new URLSearchParams(o.q)
  for (const [k, v] of Object.entries(changes)) q.set(k, v)
  sides[k] = ''
  try {
    const headers = {'Content-Type': 'application/octet-stream'}
    const r = await fetch('/jobs?' + q, {method: 'POST', body: o.file, headers})
    if (r.ok) sides[k] = (await finished(await r.json(), () => {})).id
  } catch {}                                                          // then it is not seen before it is applied
  if (o.sides != sides) return forget(sides[k])
  if (!sides[k]) delete sides[k]
  else if (o == it) blend()
}
if ($('#texture')) $('#texture').onchange = () => {                   // where no blend shows it, it is made anew
  if (it?.t && !lined(it) && it.t.seconds < 5 && !busy() && task() == 'upscale') work([it])
}

// ---- the mask: red is filled
function sized(o, w, h) {                                             // as large as the image, or as a phone can hold
  if (o.mask.width > 1 || !w) return
  const k = Math.min(1, Math.sqrt(16e6/w/h))
  o.mask.width = Math.round(w*k); o.mask.height = Math.round(h*k)
}
async function takeMask(o, t) {                                       // from the network
  const r = await fetch(`/jobs/${t.id}/mask`), img = await createImageBitmap(await r.blob())
  sized(o, img.width, img.height)
  const c = o.mask, pen = c.getContext('2d', {willReadFrequently: true})
  pen.globalCompositeOperation = 'copy'
  pen.drawImage(img, 0, 0, c.width, c.height)
  const d = pen.getImageData(0, 0, c.width, c.height), a = d.data
  for (let i = 0; i < a.length; i += 4) { a[i+3] = a[i] > 127 ? 255 : 0; a[i] = 230; a[i+1] = 0; a[i+2] = 40 }
  pen.putImageData(d, 0, 0)
}
function drawnMask(o) {                                               // a PNG, white on black
  const c = document.createElement('canvas'), pen = c.getContext('2d')
  c.width = o.mask.width; c.height = o.mask.height
  pen.drawImage(o.mask, 0, 0)
  for (const [how, colour] of [['source-in', '#fff'], ['destination-over', '#000']]) {
    pen.globalCompositeOperation = how; pen.fillStyle = colour
    pen.fillRect(0, 0, c.width, c.height)
  }
  return new Promise(r => c.toBlob(r, 'image/png'))
}
let last = null
function paint(e) {
  const c = it.mask, box = c.getBoundingClientRect(), k = c.width/box.width
  const pen = c.getContext('2d', {willReadFrequently: true})
  const at = [(e.clientX - box.left)*k, (e.clientY - box.top)*k]
  pen.globalCompositeOperation = tool() == 'rub' ? 'destination-out' : 'source-over'
  pen.strokeStyle = '#e60028'; pen.lineCap = pen.lineJoin = 'round'; pen.lineWidth = $('#brush').value*k
  pen.beginPath(); pen.moveTo(...(last || at)); pen.lineTo(...at); pen.stroke()
  last = at
  it.painted = Math.random()                                          // another mask than the one that was filled
}
$('#find').onclick = async () => {
  leave(); problem('')
  const o = it, me = run
  working(true); $('#stop').focus()
  try {
    const [t] = await one(o, {find: 1}, '')
    await takeMask(o, t)
    o.painted = 0                                                     // as found: filled like without asking, seeing what shows through
    forget(t.id)
    say(`${(t.facts.filled*100).toFixed(2)} % of the image are marked. Paint or rub out, then fill.`)
    if (o.t) { form.elements.tool.value = 'paint' }
  } catch (e) { if (me == run) problem(e.message) }
  if (me != run) return
  o.busy = ''
  working(false)
  $('#find').focus()
}
$('#wipe').onclick = () => {
  if (!it) return
  it.mask.getContext('2d').clearRect(0, 0, it.mask.width, it.mask.height)
  it.painted = Math.random()
  settings()
}

// ---- comparing
function layout() {
  const o = main.dataset.state == 'done' ? after : before
  if (!o.naturalWidth) return
  const [w, h] = [o.naturalWidth, o.naturalHeight], room = $('#compare').clientWidth
  const most = innerHeight*(innerHeight < 500 ? .74 : .7)
  const k = zoom == 'fit' ? Math.min(room/w, most/h, 3) : zoom/devicePixelRatio
  const mid = centre ? [.5, .5] : [(view.scrollLeft + view.clientWidth/2)/(pair.offsetWidth || 1),
                                   (view.scrollTop + view.clientHeight/2)/(pair.offsetHeight || 1)]
  centre = false
  pair.style.width = w*k + 'px'; pair.style.height = h*k + 'px'
  $('#frame').style.width = slide.style.width = Math.min(room, Math.ceil(w*k)) + 'px'
  view.classList.toggle('large', w*k > room + 1 || h*k > view.clientHeight + 1)
  view.scrollLeft = mid[0]*pair.offsetWidth - view.clientWidth/2
  view.scrollTop = mid[1]*pair.offsetHeight - view.clientHeight/2
  const sharp = k*devicePixelRatio >= 2
  for (const img of [after, under, over]) img.classList.toggle('sharp', sharp)
  before.classList.toggle('sharp', sharp && before.naturalWidth == w)
  place()
}
function place() {
  const at = slide.value/100*view.clientWidth, two = main.dataset.state == 'done' && tool() == 'look'
  const cut = at - (pair.getBoundingClientRect().left - view.getBoundingClientRect().left)
  before.style.clipPath = two ? `inset(0 ${pair.offsetWidth - cut}px 0 0)` : 'none'
  line.style.left = at + 'px'
  slide.setAttribute('aria-valuetext', `${Math.round(slide.value)} % ${$('#left').textContent}`)
}
function drag(e) {
  const box = view.getBoundingClientRect()
  slide.value = (e.clientX - box.left)/view.clientWidth*100
  place()
}
let held = null
for (const o of [line, view]) {
  o.onpointerdown = e => {
    const draws = o == view && tool() != 'look' && it, pan = o == view && !draws && view.classList.contains('large')
    if (e.button || main.dataset.state != 'done' && !pan && !draws || pan && e.pointerType != 'mouse') return
    held = draws ? 'pen' : pan ? 'pan' : 'line'
    o.setPointerCapture(e.pointerId)
    if (held == 'pen') { last = null; paint(e); e.preventDefault() }
    if (held == 'line') { drag(e); e.preventDefault(); slide.focus({preventScroll: true}) }
  }
  o.onpointermove = e => {
    if (held == 'line') drag(e)
    else if (held == 'pen') paint(e)
    else if (held == 'pan') { view.scrollLeft -= e.movementX; view.scrollTop -= e.movementY }
  }
  o.onpointerup = o.onpointercancel = () => { if (held == 'pen') settings(); held = null }
}
slide.oninput = place
view.onscroll = place
for (const o of all('[name=zoom]')) o.onchange = () => { zoom = o.value; layout() }
addEventListener('resize', layout)
settings()
})()
