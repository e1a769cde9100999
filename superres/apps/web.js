(() => {
const $ = s => document.querySelector(s)
const main = $('main'), form = $('#settings'), view = $('#view'), pair = $('#pair')
const before = $('#before'), after = $('#after'), slide = $('#slide'), line = $('#line')
const verbs = {upscale: 'Enlarge', restore: 'Restore', damage: 'Damage and restore'}
let file = null, url = '', id = '', xhr = null, zoom = 'fit', run = 0

const say = text => $('#live').textContent = text                     // for those who listen
const task = () => form.elements.task.value
function problem(text) { $('#problem').textContent = text; if (text) working(false) }
function working(on) { $('#progress').hidden = $('#stop').hidden = !on; $('#start').disabled = on || !file }
function progress(text, part) {
  $('#status').textContent = text
  if (part == null) $('#bar').removeAttribute('value'); else $('#bar').value = part
}

// ---- an image comes in
function choose(f) {
  if (!f) return
  leave(); problem(''); working(false)
  $('#result').hidden = true
  const mb = f.size/1e6, most = main.dataset.maxMb
  if (mb > most) return problem(`${f.name}: ${mb.toFixed(1)} MB, at most ${most} are taken`)
  file = f
  URL.revokeObjectURL(url)
  before.src = url = URL.createObjectURL(f)
  before.alt = f.name
  after.removeAttribute('src')
  main.dataset.state = 'chosen'
  $('#title').textContent = f.name
  $('#plain').textContent = ''
  working(false)
  say(f.name + ' is chosen')
}
before.onload = () => {
  const size = `${before.naturalWidth} × ${before.naturalHeight}`
  if (main.dataset.state == 'chosen') $('#title').textContent = `${file.name}, ${size}`
  layout()
}
before.onerror = () => {
  if (main.dataset.state != 'chosen') return
  $('#plain').textContent = 'This browser cannot show the file; go on, the result can be seen.'
}
after.onload = layout
$('#pick').onclick = () => $('#file').click()
$('#file').onchange = e => { choose(e.target.files[0]); e.target.value = ''; $('#start').focus() }
$('#again').onclick = () => {
  leave(); file = null; problem(''); working(false)
  $('#result').hidden = true
  main.dataset.state = 'empty'
  $('#pick').focus()
}
for (const b of document.querySelectorAll('.example')) b.onclick = async () => {
  const r = await fetch('/samples/' + b.dataset.name), data = await r.blob()
  choose(new File([data], b.dataset.name, {type: data.type}))
  $('#start').focus()
}
addEventListener('dragover', e => { e.preventDefault(); main.classList.add('over') })
addEventListener('dragleave', e => { if (!e.relatedTarget) main.classList.remove('over') })
addEventListener('drop', e => {
  e.preventDefault()
  main.classList.remove('over')
  choose(e.dataTransfer.files[0])
})
addEventListener('paste', e => choose(e.clipboardData.files[0]))
if (navigator.clipboard?.read) {
  $('#paste').hidden = false
  $('#paste').onclick = async () => {
    try {
      for (const o of await navigator.clipboard.read()) for (const t of o.types) if (t.startsWith('image/'))
        return choose(new File([await o.getType(t)], 'pasted.' + t.slice(6), {type: t}))
      problem('There is no image in the clipboard; copy one first')
    } catch { problem('The browser does not let us read the clipboard; press Ctrl+V instead') }
  }
}

// ---- what to do with it
function settings() {
  const t = task(), model = $('#model')
  $('#damage').disabled = t != 'damage'
  $('#scales').hidden = t != 'upscale'
  if ($('#fill')) $('#fills').hidden = $('#fill').disabled = t == 'upscale'
  for (const o of model.options)
    o.hidden = o.disabled = !!o.value && o.dataset.task != (t == 'upscale' ? t : 'restore')
  if (model.selectedOptions[0]?.disabled) model.value = ''
  for (const o of document.querySelectorAll('[data-for]')) $('#' + o.dataset.for).disabled = !o.checked
  $('#percent').textContent = Math.round($('#strength').value*100) + ' %'
  $('#start').textContent = verbs[t]
}
form.oninput = settings
form.onsubmit = e => { e.preventDefault(); if (file) send() }

// ---- sending, waiting, stopping
function send() {
  leave(); problem('')
  $('#result').hidden = true
  const me = ++run, q = new URLSearchParams(new FormData(form))
  if (task() != 'upscale') q.delete('scale')
  q.set('name', file.name)
  working(true); progress('Sending', 0); say('Sending')
  $('#stop').focus()
  xhr = new XMLHttpRequest()
  xhr.open('POST', '/jobs?' + q)
  xhr.setRequestHeader('Content-Type', 'application/octet-stream')
  xhr.upload.onprogress = e => { if (me == run) progress('Sending', e.loaded/e.total) }
  xhr.onerror = () => { if (me == run) problem('No answer; is superres still running?') }
  xhr.onload = () => {
    if (me != run) return
    if (xhr.status != 201) return problem(xhr.responseText || 'Refused, ' + xhr.status)
    watch(JSON.parse(xhr.responseText), me)
  }
  xhr.send(file)
}
async function watch(t, me) {
  id = t.id
  let quiet = 0, spoken = ''
  while (me == run) {
    if (t.state == 'failed') return problem(t.error)
    if (t.state == 'done') return done(t)
    let text = t.ahead ? `Waiting, ${t.ahead} before you` : t.doing[0].toUpperCase() + t.doing.slice(1)
    const steps = t.state == 'running' && t.part > 0
    if (steps) {
      text += `, ${Math.round(t.part*100)} %`
      if (t.left > 3) text += `, ${t.left > 90 ? Math.round(t.left/60) + ' min' : t.left + ' s'} to go`
    }
    progress(text, t.state == 'running' && t.doing != 'writing' ? (steps ? t.part : 0) : null)
    const word = t.doing + t.ahead + Math.floor(t.part*4)
    if (word != spoken) { say(text); spoken = word }                  // not at every per cent
    await new Promise(r => setTimeout(r, 300))
    try {
      const r = await fetch('/jobs/' + id)
      if (me != run) return
      if (!r.ok) return problem(await r.text())
      t = await r.json(); quiet = 0
    } catch {                                                         // a phone that slept, say
      if (++quiet > 60) return problem('No answer; is superres still running?')
      progress('No answer, trying again', null)
    }
  }
}
function leave() {                                                    // the last one may be forgotten
  run++
  if (xhr) xhr.abort()
  if (id) fetch('/jobs/' + id, {method: 'DELETE', keepalive: true}).catch(() => {})
  id = ''; xhr = null
}
$('#stop').onclick = () => { leave(); working(false); say('Stopped'); $('#start').focus() }
addEventListener('pagehide', e => { if (!e.persisted && id) navigator.sendBeacon('/jobs/' + id + '/close') })

// ---- the result
function done(t) {
  const to = '/jobs/' + t.id + '/', f = t.facts, same = f.width == t.width && f.height == t.height
  const large = f.bytes < 1e5 ? (f.bytes/1e3).toFixed(0) + ' kB' : (f.bytes/1e6).toFixed(1) + ' MB'
  const stayed = [$('#stop'), document.body].includes(document.activeElement)
  working(false)
  main.dataset.state = 'done'
  before.src = to + 'before'; after.src = to + 'after'
  $('#left').textContent = 'psnr_before' in f ? `damaged, ${f.psnr_before.toFixed(1)} dB` : 'before'
  $('#right').textContent = 'psnr_after' in f ? `restored, ${f.psnr_after.toFixed(1)} dB` : 'after'
  before.alt = `${t.name}, ${$('#left').textContent}`; after.alt = `${t.name}, ${$('#right').textContent}`
  $('#title').textContent = `${t.name}, ${t.width} × ${t.height}` + (same ? '' : ` → ${f.width} × ${f.height}`)
  $('#plain').textContent = 'psnr_before' in f ? 'PSNR over RGB, against your image; more is closer.' : ''
  const facts = [`${f.model}, ${t.seconds.toFixed(1)} s, ${large}`, f.name, t.note]
  $('#facts').textContent = facts.filter(o => o).join('\n')
  $('#download').href = to + 'file'
  $('#download').download = f.name
  $('#damaged').hidden = !f.damaged
  if (f.damaged) { $('#damaged').href = to + 'damaged'; $('#damaged').download = f.damaged }
  $('#command').textContent = t.command
  $('#result').hidden = false
  slide.value = 50
  layout()
  say(`Done. ${f.width} by ${f.height} pixels. Compare with the slider, or download.`)
  if (!stayed) return
  slide.focus({preventScroll: true})
  const calm = matchMedia('(prefers-reduced-motion)').matches
  $('#stage').scrollIntoView({block: 'nearest', behavior: calm ? 'auto' : 'smooth'})
}

// ---- comparing
function layout() {
  const o = main.dataset.state == 'done' ? after : before
  if (!o.naturalWidth) return
  const [w, h] = [o.naturalWidth, o.naturalHeight], room = $('#compare').clientWidth
  const most = innerHeight*(innerHeight < 500 ? .74 : .7)
  const k = zoom == 'fit' ? Math.min(room/w, most/h, 3) : zoom/devicePixelRatio
  const mid = [(view.scrollLeft + view.clientWidth/2)/(pair.offsetWidth || 1),
               (view.scrollTop + view.clientHeight/2)/(pair.offsetHeight || 1)]
  pair.style.width = w*k + 'px'; pair.style.height = h*k + 'px'
  $('#frame').style.width = slide.style.width = Math.min(room, Math.ceil(w*k)) + 'px'
  view.classList.toggle('large', w*k > room + 1 || h*k > view.clientHeight + 1)
  view.scrollLeft = mid[0]*pair.offsetWidth - view.clientWidth/2
  view.scrollTop = mid[1]*pair.offsetHeight - view.clientHeight/2
  const sharp = k*devicePixelRatio >= 2
  after.classList.toggle('sharp', sharp)
  before.classList.toggle('sharp', sharp && before.naturalWidth == w)
  place()
}
function place() {
  const at = slide.value/100*view.clientWidth
  const cut = at - (pair.getBoundingClientRect().left - view.getBoundingClientRect().left)
  before.style.clipPath = main.dataset.state == 'done' ? `inset(0 ${pair.offsetWidth - cut}px 0 0)` : 'none'
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
    const pan = o == view && view.classList.contains('large')
    if (e.button || main.dataset.state != 'done' && !pan || pan && e.pointerType != 'mouse') return
    held = pan ? 'pan' : 'line'
    o.setPointerCapture(e.pointerId)
    if (held == 'line') { drag(e); e.preventDefault(); slide.focus({preventScroll: true}) }
  }
  o.onpointermove = e => {
    if (held == 'line') drag(e)
    else if (held == 'pan') { view.scrollLeft -= e.movementX; view.scrollTop -= e.movementY }
  }
  o.onpointerup = o.onpointercancel = () => held = null
}
slide.oninput = place
view.onscroll = place
for (const o of document.querySelectorAll('[name=zoom]')) o.onchange = () => { zoom = o.value; layout() }
addEventListener('resize', layout)
settings()
})()
