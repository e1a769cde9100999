#!/usr/bin/env python3
"""How fast, and in how much memory: every way to enlarge a picture, one process each, taking turns.

    python benchmarks/speed.py --json nbs/results/speed --weights DIR --data DIR --threads 2

Every part is a file in the folder of --json: small, deep, memory, photo, startup, backends, opencv, ready; the last
three count processor time, which holds on a busy machine too (give --threads 1). --quick tries everything in small.
A sample keeps the processor time that *other* processes took meanwhile; those with more than --foreign of a core are
left out of the medians where enough others remain, and counted. Memory is the peak of a process above what it
held when its model and its picture were loaded. OpenCV takes part where opencv-contrib-python(-headless) is
installed and --weights holds FSRCNN_x2.pb and ESPCN_x3.pb (see `Published` for where they come from).
"""
import argparse, datetime, json, os, platform, resource, subprocess, sys, tempfile, time
from pathlib import Path
from importlib.util import find_spec
from statistics import median

# ---- what the machine is doing ----

def busy():
    "Processor seconds that all processes of this machine have taken; None where the system does not tell"
    try: v = [int(o) for o in open('/proc/stat').readline().split()[1:9]]
    except OSError: return None
    return (sum(v) - v[3] - v[4])/os.sysconf('SC_CLK_TCK')

def own():
    "Processor seconds of this process and of its children that have ended"
    return sum(resource.getrusage(o)[i] for o in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN) for i in (0,1))

class Sample:
    "Wall and processor seconds of a block, and how much of a core others took meanwhile"
    def __enter__(self): self.b,self.o,self.t = busy(),own(),time.perf_counter(); return self
    def __exit__(self, *exc):
        self.seconds,self.cpu = time.perf_counter() - self.t,own() - self.o
        others = None if self.b is None else max(0, busy() - self.b - self.cpu)
        # the system counts in hundredths of a second: less than three of them are nothing
        self.foreign = None if others is None else 0. if others < .03 else others/self.seconds

def rss(peak=False):
    "Memory of this process in MB, now or at its peak"
    try: text = open('/proc/self/status').read()
    except OSError: return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024
    return int(text.split('VmHWM:' if peak else 'VmRSS:')[1].split()[0])/1024

def forget_peak():
    "Count the peak from here on, where Linux lets us"
    try: open('/proc/self/clear_refs', 'w').write('5')
    except OSError: pass

# ---- a published graph, read without TensorFlow ----

def _varint(b, i):
    n = s = 0
    while True:
        n,s,i = n | (b[i] & 127) << s,s+7,i+1
        if b[i-1] < 128: return n,i

def _fields(b):
    "(number, value) of a protobuf message; nested messages are bytes"
    i = 0
    while i < len(b):
        k,i = _varint(b, i)
        if k & 7 == 0: v,i = _varint(b, i)
        else:
            n,i = {1: (8,i), 5: (4,i)}.get(k & 7) or _varint(b, i)
            v,i = b[i:i+n],i+n
        yield k >> 3,v

def read_frozen(path):
    "{name: array} of the constants in a frozen TensorFlow graph, and the operations it uses"
    import numpy as np
    consts,ops = {},[]
    for number,node in _fields(Path(path).read_bytes()):
        if number != 1: continue
        f = [(k,v) for k,v in _fields(node)]
        name,op = (dict(f)[k].decode() for k in (1,2))
        ops.append(op)
        values = [dict(_fields(v))[2] for k,v in f if k == 5 and dict(_fields(v))[1] == b'value']
        if op != 'Const': continue
        t = dict(_fields(dict(_fields(values[0]))[8]))
        if t.get(1) != 1: continue   # floats only
        shape = [dict(_fields(v)).get(1, 0) for k,v in _fields(t.get(2, b'')) if k == 2]
        consts[name] = np.frombuffer(t.get(4) or t.get(5), '<f4').reshape(shape)
    return consts,ops

def published(path, scale):
    """The network of a file of OpenCV's tutorial, layer by layer with its own weights, under our protocol.

    FSRCNN_x2.pb (github.com/Saafke/FSRCNN_Tensorflow) ends in a 1x1 convolution and a shuffle where the paper has a
    deconvolution of 9x9; ESPCN_x3.pb (github.com/fannymonori/TF-ESPCN) uses ReLU inside and tanh at the end.
    """
    import torch
    from torch import nn
    consts,ops = read_frozen(path)
    class Published(nn.Sequential): pass
    layers,i = [],1
    while f'f{i}' in consts:
        k,b,a = (consts.get(f'{o}{i}') for o in ('f','b','alpha'))
        conv = nn.Conv2d(k.shape[2], k.shape[3], k.shape[0], padding=k.shape[0]//2)
        with torch.no_grad():
            conv.weight.copy_(torch.tensor(k).permute(3,2,0,1))
            conv.bias.copy_(torch.tensor(b))   # of the last layer one number for all
        layers.append(conv)
        if a is not None:
            layers.append(nn.PReLU(len(a)))
            with torch.no_grad(): layers[-1].weight.copy_(torch.tensor(a))
        elif f'f{i+1}' in consts: layers.append(nn.ReLU())
        i += 1
    layers.append(nn.PixelShuffle(scale))
    if 'Tanh' in ops: layers.append(nn.Tanh())
    net = Published(*layers).eval().requires_grad_(False)
    net.scale,net.scales,net.n_in,net.n_out,net.args = scale,(scale,),1,1,{}
    net.halo = sum(o.padding[0] for o in net if isinstance(o, nn.Conv2d))
    net.meta = dict(name=Path(path).stem.lower())
    return net

# ---- the ways to enlarge ----

def picture(h, w, data):
    "A photograph of this size, levels (h,w,3): one of --data, repeated in mirror image, else a sample of ours"
    import numpy as np
    from PIL import Image
    files = sorted(Path(data).glob('SunHays80/*.jpg')) if data else []
    files = files or sorted((Path(__file__).parent.parent/'samples').glob('*.jpg'))
    x = np.array(Image.open(files[0]).convert('RGB'))
    ph,pw = max(0, h-x.shape[0]),max(0, w-x.shape[1])
    return np.ascontiguousarray(np.pad(x, ((0,ph),(0,pw),(0,0)), 'symmetric')[:h,:w])

libraries = ('onnxruntime', 'openvino')   # that may compute a network within the engine
published_names = ('FSRCNN_x2', 'ESPCN_x3')
deep_nets = dict(edsr=dict(scale=2), vdsr=dict(), srresnet=dict(scale=2), rrdb=dict(scale=2, n_blocks=1))

def random_network(name):
    import torch
    from superres.zoo.store import network_class
    torch.manual_seed(0)
    net = network_class(name)(**deep_nets[name]).eval().requires_grad_(False)
    if hasattr(net, 'scales') and len(net.scales) > 1: net.scale = net.scales[0]
    return net

def network(model, o):
    "A bundled network, FSRCNN_x2 or ESPCN_x3 of --weights, or a random deep one"
    if model in deep_nets: net = random_network(model)
    elif model in published_names: net = published(Path(o.weights)/f'{model}.pb', int(model[-1]))
    else:
        from superres.zoo.load import load_model
        net = load_model(model)
    return net

def make(way, model, x, o):
    "A function without arguments that enlarges `x`, levels (h,w,3), from beginning to end"
    if way == 'pillow':
        from PIL import Image
        im,s = Image.fromarray(x),int(model[-1]) if model[-1].isdigit() else 2
        return lambda: im.resize((s*im.width, s*im.height), Image.Resampling.LANCZOS)
    if way == 'opencv':
        import cv2
        cv2.setNumThreads(o.threads)
        sr = cv2.dnn_superres.DnnSuperResImpl_create()
        sr.readModel(str(Path(o.weights)/f'{model}.pb'))
        sr.setModel(model.split('_')[0].lower(), int(model[-1]))
        bgr = x[...,::-1].copy()
        return lambda: sr.upsample(bgr)
    import torch
    torch.set_num_threads(o.threads)
    from superres.images.files import ImageData
    from superres.running.engine import Upscaler
    net = network(model, o)
    if way == 'eager': return plain(net, x)
    if way in libraries:
        engine,pic = Upscaler(net, device='cpu', backend=way),ImageData(x)
        return lambda: engine(pic).levels()
    if way == 'onnx':
        from superres.zoo.onnx import export_onnx
        net.meta = {}
        file = export_onnx(net, Path(tempfile.mkdtemp())/'net.onnx', check=False)
        engine = Upscaler(str(file), device='cpu', tile=0)
    else: engine = Upscaler(net, device='cpu', tile=0 if way == 'whole' else None)
    if model in deep_nets:   # the network alone
        from superres.models.layers import PreEnlarged
        from superres.running.tiles import run_network
        t = torch.tensor(x).permute(2,0,1)[None].float()/255
        t = t[:,:net.n_in]
        if isinstance(net, PreEnlarged): net.scale = 1
        net = net.to(memory_format=torch.channels_last)
        return lambda: run_network(net, t, 0 if way == 'whole' else None)
    pic = ImageData(x)
    return lambda: engine(pic).levels()

def plain(net, x):
    "What one writes first: PyTorch in one piece, luma through the network, colour bicubically, rounded to levels"
    import torch
    from superres.images.colour import through_luma
    from superres.images.resize import imresize
    def run():
        with torch.inference_mode():
            t = torch.tensor(x).permute(2,0,1)[None].float()/255
            sr = net(t) if net.n_in == 3 else through_luma(net, t, lambda c: imresize(c, net.scale))
            return (sr*255).round().clamp(0,255).byte()[0].permute(1,2,0).contiguous().numpy()
    return run

def streamed(o, h, w):
    "A network by bands, rows made when asked for and thrown away when done: no picture, no result"
    import torch
    torch.set_num_threads(o.threads)
    from superres.running.streams import shuffle_deconvs_
    from superres.running.tiles import run_in_bands
    from superres.models.edsr import EDSR
    if o.model == 'fsrcnn_x2': net = shuffle_deconvs_(network('fsrcnn_x2', o))
    else:
        torch.manual_seed(0)
        net = EDSR(scale=2, n_blocks=4, nf=8).eval().requires_grad_(False)   # thin: the principle, in seconds
    net = net.to(memory_format=torch.channels_last)
    def rows(a, b):
        y = torch.arange(a, b).float()[:,None] + torch.arange(w).float()
        return (y % 97/97).expand(1, net.n_in, -1, -1)
    def run():
        total = 0.
        for band in run_in_bands(net, rows, h, w): total += float(band[..., 0, 0].sum())
        return total
    return run

def worker(o):
    "A process that has one way loaded and runs it whenever it reads a line"
    if o.way == 'bands': f = streamed(o, o.size[0], o.size[1])
    else: f = make(o.way, o.model, picture(*o.size, o.data), o)
    base = rss()
    forget_peak()
    with Sample() as s: f()
    used = dict(base=base, extra=rss(peak=True)-base)
    print(json.dumps(used | dict(seconds=s.seconds, cpu=s.cpu, foreign=s.foreign)), flush=True)
    for _ in sys.stdin:
        with Sample() as s: f()
        print(json.dumps(dict(seconds=s.seconds, cpu=s.cpu, foreign=s.foreign)), flush=True)

def pixels(o):
    "Differences in 8-bit levels: pieces against the whole, and a published graph against OpenCV on grey"
    import numpy as np, torch
    torch.set_num_threads(o.threads)
    from superres.models.layers import PreEnlarged
    from superres.running.streams import shuffle_deconvs_
    from superres.running.tiles import run_network
    net = network(o.model, o)
    x = torch.tensor(picture(*o.size, o.data)).permute(2,0,1)[None].float()/255
    y = x if net.n_in == 3 else x[:,1:2].contiguous()
    if isinstance(net, PreEnlarged): net.scale = 1
    with torch.inference_mode():
        whole = net(y)
        if any(isinstance(m, torch.nn.ConvTranspose2d) for m in net.modules()): shuffle_deconvs_(net)
        ours = run_network(net.to(memory_format=torch.channels_last), y)
    out = dict(whole=255*(whole-ours).abs().max().item())
    if o.model in published_names:
        try: import cv2
        except ImportError: cv2 = None
        if cv2:   # it gives whole levels: a difference of half a level is its rounding, no more
            sr = cv2.dnn_superres.DnnSuperResImpl_create()
            sr.readModel(str(Path(o.weights)/f'{o.model}.pb'))
            sr.setModel(o.model.split('_')[0].lower(), net.scale)
            grey = (255*y[0,0]).round().byte().numpy()
            theirs = sr.upsample(np.stack([grey]*3, -1))[...,1].astype('float32')
            gap = np.abs(theirs - 255*ours[0,0].clamp(0,1).numpy())
            out.update(opencv=float(gap.max()), opencv_mean=float(gap.mean()))
    print(json.dumps(out), flush=True)

# ---- driving ----

def spawn(o, *args):
    env = {**os.environ, 'OMP_NUM_THREADS': str(o.threads), 'MKL_NUM_THREADS': str(o.threads)}
    cmd = [sys.executable, __file__, '--threads', str(o.threads)]
    for k in ('weights','data'):
        if getattr(o, k): cmd += [f'--{k}', str(getattr(o, k))]
    return subprocess.Popen([*cmd, *map(str, args)], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)

def ask(p):
    line = p.stdout.readline()
    if line: return json.loads(line)
    last = [l for l in p.stderr.read().splitlines() if l.strip()]
    return dict(error=(last or ['ended without a word'])[-1][:200])

def settle(samples, limit):
    "Median of the quiet samples where at least half are quiet, else of all; how many were dropped; loudest kept"
    quiet = [s for s in samples if (s['foreign'] or 0) <= limit]
    kept = quiet if 2*len(quiet) >= len(samples) else samples
    cpu = dict(cpu=median(s['cpu'] for s in samples)) if 'cpu' in samples[0] else {}
    return dict(seconds=median(s['seconds'] for s in kept), fastest=min(s['seconds'] for s in samples), **cpu,
                n=len(kept), dropped=len(samples)-len(kept), loaded=kept is not quiet,
                foreign=max((s['foreign'] or 0) for s in kept))

def take_turns(o, ways, rounds):
    "[(way, model, (h,w))] side by side: load all, then one run each in turn, `rounds` times"
    ps,rows,samples = {},{},{}
    try:
        for way in ways: ps[way] = spawn(o, '--worker', way[0], way[1], '{}x{}'.format(*way[2]))
        for way in ways:   # they load at the same time, and nothing is timed yet
            name,model,(h,w) = way
            first = ask(ps[way])
            told = {k:v for k,v in first.items() if k in ('extra','base','error')}
            rows[way],samples[way] = dict(way=name, model=model, h=h, w=w, **told),[]
            if 'error' in first: print(f"  {name} {model} {h}x{w}: {first['error']}", file=sys.stderr)
        for i in range(rounds):
            live = [k for k in ways if 'error' not in rows[k]]
            for k in live[i % max(1, len(live)):] + live[:i % max(1, len(live))]:
                ps[k].stdin.write('\n'); ps[k].stdin.flush()
                got = ask(ps[k])
                if 'error' in got: rows[k]['error'] = got['error']
                else: samples[k].append(got)
    finally:
        for p in ps.values(): p.kill(); p.wait()
    for k,r in rows.items():
        if samples[k]: r.update(settle(samples[k], o.foreign), rounds=rounds)
        tell(r)
    return list(rows.values())

def tell(r):
    "One row for whoever watches"
    if 'seconds' in r:
        size,note = f"{r['w']}x{r['h']}",', LOADED' if r['loaded'] else ''
        print(f"  {r['way']:12}{r['model']:14}{size:12}{r['seconds']:8.3f} s, {r['cpu']:8.3f} of a processor,"
              f" {r['extra']:6.0f} MB"
              f"  others {r['foreign']:.2f} of a core, {r['dropped']} dropped{note}", flush=True)

def with_speed(rows, scales):
    for r in rows:
        if 'seconds' in r: r['mpx_s'] = r['h']*r['w']*scales.get(r['model'], 2)**2/1e6/r['seconds']
    return rows

def small(o):
    "Bundled networks and the published ones of OpenCV, from levels to levels, colour included"
    scales = dict(fsrcnn_x2=2, fsrcnn_x4=4, clean=1, FSRCNN_x2=2, ESPCN_x3=3, x2=2)
    sizes = [(120,160), (180,320)] if o.quick else [(480,640), (720,1280)]
    have = [m for m in published_names if o.weights and (Path(o.weights)/f'{m}.pb').is_file()]
    rows = []
    for size in sizes:
        for m in have: rows += take_turns(o, [(w, m, size) for w in ('engine','opencv','eager','onnx')], o.rounds)
        rows += take_turns(o, [*[(w, 'fsrcnn_x2', size) for w in ('engine','eager','onnx')],
                               *[('engine', m, size) for m in ('fsrcnn_x4',)], ('pillow', 'x2', size)], o.rounds)
    rows += take_turns(o, [('engine', 'clean', sizes[0])], min(o.rounds, 3))
    big = (300,400) if o.quick else (3000,4000)
    rows += take_turns(o, [('engine', 'fsrcnn_x2', big), ('pillow', 'x2', big)], min(o.rounds, 3))
    differ = {}
    for m in ('fsrcnn_x2', *have):
        p = spawn(o, '--pixels', m, '{}x{}'.format(*sizes[0]))
        differ[m] = ask(p); p.wait()
        print(f'  {m}: levels of difference {differ[m]}', flush=True)
    return dict(rows=with_speed(rows, scales), differ=differ)

def deep(o):
    "Deep networks of convolutions, random weights: row by row against in one piece"
    side = 96 if o.quick else 512
    rows,differ = [],{}
    for m in deep_nets:
        rows += take_turns(o, [(w, m, (side,side)) for w in ('engine','whole')], 2 if o.quick else 3)
        p = spawn(o, '--pixels', m, '96x128')
        differ[m] = ask(p); p.wait()
        print(f'  {m}: levels of difference {differ[m]}', flush=True)
    return dict(rows=with_speed(rows, {}), differ=differ)

def memory(o):
    "4, 16 and 64 megapixels of the same width"
    w,heights = (512,(128,512,2048)) if o.quick else (2048,(2048,8192,32768))
    rows = []
    for m in ('fsrcnn_x2','thin_edsr'):
        for h in heights: rows += take_turns(o, [('bands', m, (h,w))], 0)
    for r in rows:
        print('  bands', r['model'], f"{r['w']}x{r['h']}: {r.get('extra', float('nan')):.0f} MB more", flush=True)
    return dict(rows=rows)

def photo(o):
    "24 megapixels of photographs side by side, x2 by the command"
    with tempfile.TemporaryDirectory() as tmp:
        src,out = Path(tmp)/'photo.jpg',Path(tmp)/'large.jpg'
        w,h = (1500,1000) if o.quick else (6000,4000)
        p = spawn(o, '--mosaic', src, f'{h}x{w}')
        p.communicate()
        env = {**os.environ, 'OMP_NUM_THREADS': str(o.threads)}
        with Sample() as s:
            p = subprocess.Popen(['superres', 'upscale', str(src), '-o', str(out), '-d', 'cpu'], env=env,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            words = p.stderr.read()
            _,status,used = os.wait4(p.pid, 0)
        r = dict(w=w, h=h, seconds=s.seconds, cpu=s.cpu, foreign=s.foreign, peak=used.ru_maxrss/1024,
                 status=os.waitstatus_to_exitcode(status), words=words.strip().replace(f'{tmp}/', '')[:300],
                 bytes=out.stat().st_size if out.exists() else None)
    print(f"  {w}x{h} x2: {r['seconds']:.1f} s, peak {r['peak']:.0f} MB, exit status {r['status']}", r['words'],
          flush=True)
    return dict(rows=[r])

def mosaic(o):
    "The photograph: pictures of --data side by side, every other one mirrored"
    from PIL import Image
    h,w = o.size
    files = sorted(Path(o.data).glob('SunHays80/*.jpg')) if o.data else []
    files = files or sorted((Path(__file__).parent.parent/'samples').glob('*.jpg'))
    page,i,y = Image.new('RGB', (w,h)),0,0
    while y < h:
        x = 0
        while x < w:
            im = Image.open(files[i % len(files)]).convert('RGB').resize((1000,1000), Image.Resampling.LANCZOS)
            page.paste(im.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if i % 2 else im, (x,y))
            x,i = x+1000,i+1
        y += 1000
    page.save(o.model, quality=92)

first_image = ('from superres import Upscaler; import numpy as np; '
               "Upscaler(device='cpu')(np.zeros((32,32,3), np.uint8))")

def startup(o):
    "Seconds until a command answers, or until a first picture could be enlarged"
    py = sys.executable
    cmds = {'superres --help': ['superres','--help'], 'superres upscale --help': ['superres','upscale','--help'],
            'superres models': ['superres','models'], 'python, nothing': [py,'-c',''],
            'import numpy, PIL': [py,'-c','import numpy, PIL.Image'], 'import torch': [py,'-c','import torch'],
            'ready to enlarge': [py,'-c',first_image],
            'import fastai.vision.all': [py,'-W','ignore','-c','import fastai.vision.all']}
    samples,rows = {k: [] for k in cmds},{}
    for i in range(1 + (2 if o.quick else min(o.rounds, 3))):   # the first fills the caches
        for k,c in cmds.items():
            with Sample() as s: p = subprocess.run(c, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            if p.returncode: rows[k] = dict(error=(p.stderr.strip().splitlines() or ['failed'])[-1][:200])
            elif i: samples[k].append(dict(seconds=s.seconds, cpu=s.cpu, foreign=s.foreign))
    for k,v in samples.items():
        if v: rows[k] = settle(v, o.foreign)
    base = rows.get('import fastai.vision.all', {}).get('seconds')
    for k,r in rows.items():
        if base and 'seconds' in r: r['of_fastai'] = r['seconds']/base
        share = r.get('of_fastai', float('nan'))
        print(f"  {k:26}{r.get('seconds', float('nan')):7.2f} s  {share:.3f} of importing fastai", flush=True)
    return dict(rows=rows)

def backends(o):
    "The same networks within the engine, computed by PyTorch, onnxruntime and OpenVINO; processor time"
    cases = dict(fast_x2=(360,640), default_x2=(360,640), clean=(180,320), edsr_x2=(180,320))
    if o.quick: cases = {k: (60,80) for k in cases}
    rows = []
    for m,size in cases.items():
        if o.models and m not in o.models: continue
        p = spawn(o, '--rounds', min(o.rounds, 3), '--turns', m, '{}x{}'.format(*size))
        rows += ask(p).get('rows', []); p.wait()
        for r in rows:
            if r['model'] == m: print(f"  {r['way']:12}{m:14}{r['cpu']:8.3f} s of a processor", flush=True)
    return dict(rows=with_speed(rows, dict(clean=1)), left_out=[k for k in libraries if not find_spec(k)])

def turns(o):
    "In one process, so that each model is loaded once: a way, another, the third, and again"
    x = picture(*o.size, o.data)
    made = {k: make(k, o.model, x, o) for k in ('engine', *filter(find_spec, libraries))}
    samples = {k: [] for k in made}
    for i in range(1 + o.rounds):       # the first fills the caches
        for k,f in made.items():
            with Sample() as s: f()
            if i: samples[k].append(dict(seconds=s.seconds, cpu=s.cpu, foreign=s.foreign))
    h,w = o.size
    rows = [dict(way=k, model=o.model, h=h, w=w, rounds=o.rounds, **settle(v, o.foreign)) for k,v in samples.items()]
    print(json.dumps(dict(rows=rows)), flush=True)

def opencv(o):
    "Our small networks beside OpenCV's FSRCNN, from levels to levels; processor time"
    size = (180,320) if o.quick else (720,1280)
    ways = [('opencv', 'FSRCNN_x2'), ('engine', 'FSRCNN_x2'), ('engine', 'fast_x2'), ('engine', 'default_x2')]
    return dict(rows=with_speed(take_turns(o, [(*k, size) for k in ways], min(o.rounds, 3)), {}))

def ready(o):
    "What importing costs before the first image: processor seconds"
    cmds = {'import torch': 'import torch', 'ready to enlarge': first_image,
            'import fastai.vision.all': 'import fastai.vision.all'}
    samples = {k: [] for k in cmds}
    for i in range(1 + (1 if o.quick else min(o.rounds, 3))):   # the first fills the caches
        for k,c in cmds.items():
            with Sample() as s: subprocess.run([sys.executable, '-W', 'ignore', '-c', c], check=True)
            if i: samples[k].append(dict(seconds=s.seconds, cpu=s.cpu, foreign=s.foreign))
    rows = {k: settle(v, o.foreign) for k,v in samples.items()}
    for k,r in rows.items():
        r['of_fastai'] = r['cpu']/rows['import fastai.vision.all']['cpu']
        print(f"  {k:26}{r['cpu']:7.2f} s of a processor, {r['of_fastai']:.3f} of importing fastai", flush=True)
    return dict(rows=rows)

parts = dict(small=small, deep=deep, memory=memory, photo=photo, startup=startup, backends=backends, opencv=opencv,
             ready=ready)

def about(o):
    "What a figure depends on"
    from importlib.metadata import PackageNotFoundError, version
    def v(k):
        try: return version(k)
        except PackageNotFoundError: return None
    try: cpu = next(l.split(':')[1].strip() for l in open('/proc/cpuinfo') if l.startswith('model name'))
    except (OSError, StopIteration): cpu = platform.processor()
    names = ('superres','torch','onnxruntime','openvino','opencv-contrib-python-headless','opencv-contrib-python',
             'pillow','numpy','fastai')
    shown = [w for k in ('weights','data') if getattr(o, k) for w in (f'--{k}','DIR')]
    shown += ['--quick']*o.quick + ['--threads', str(o.threads), '--rounds', str(o.rounds)]
    return dict(command=' '.join(['python', 'benchmarks/speed.py', '--json', 'nbs/results/speed', *shown]),
                hardware=f'{cpu}, {os.cpu_count()} cores, {o.threads} threads', python=platform.python_version(),
                date=datetime.date.today().isoformat(), foreign_limit=o.foreign, quick=o.quick,
                versions={k: v(k) for k in names if v(k)})

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--json', type=Path, help='folder for the results')
    a.add_argument('--weights', type=Path, help='folder with FSRCNN_x2.pb and ESPCN_x3.pb')
    a.add_argument('--data', type=Path, help='folder that holds SunHays80; without it, samples of this repository')
    a.add_argument('--threads', type=int, default=os.cpu_count(), help='of every library [all cores]')
    a.add_argument('--rounds', type=int, default=5, help='how often each takes its turn [5]')
    a.add_argument('--foreign', type=float, default=.15, help='of a core that others may take during a sample [0.15]')
    a.add_argument('--only', nargs='+', choices=list(parts), default=list(parts), help='some of the parts')
    a.add_argument('--models', nargs='+', help='some of those of the part backends')
    a.add_argument('--turns', nargs=2, help=argparse.SUPPRESS)
    a.add_argument('--quick', action='store_true', help='small pictures, to see whether everything runs')
    a.add_argument('--worker', nargs=3, help=argparse.SUPPRESS)
    a.add_argument('--pixels', nargs=2, help=argparse.SUPPRESS)
    a.add_argument('--mosaic', nargs=2, help=argparse.SUPPRESS)
    o = a.parse_args()
    inner = o.worker or o.pixels or o.mosaic or o.turns
    if inner:
        *o.way,o.model,size = inner
        o.way,o.size = ''.join(o.way),tuple(int(v) for v in size.split('x'))
        return (worker if o.worker else pixels if o.pixels else turns if o.turns else mosaic)(o)
    if o.quick: o.rounds = min(o.rounds, 2)
    for k in o.only:
        print(f'{k}: {parts[k].__doc__}', flush=True)
        t = time.perf_counter()
        got = dict(about=about(o), **parts[k](o), took=None)
        got['took'] = time.perf_counter() - t
        print(f"  took {got['took']:.0f} s", flush=True)
        if o.json:
            o.json.mkdir(parents=True, exist_ok=True)
            new = o.json/f'.{k}.json'
            new.write_text(json.dumps(got, indent=1) + '\n')
            new.rename(o.json/f'{k}.json')

if __name__ == '__main__': main()
