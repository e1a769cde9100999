#!/usr/bin/env python3
"""What a network costs and what it buys: processor time of plain modules, PSNR beside it.

    python benchmarks/pareto.py --json nbs/results/speed/pareto.json --results nbs/results

All bundled networks, and SESR in several widths and depths, take turns in one process with one thread on one LR image
(a network that refines a bicubic enlargement gets it enlarged by its first factor, a restorer as it is). Processor
time, not the clock's: others on the machine disturb it less. Each runs with both layouts of memory, the faster counts.
`relative` is a median over the median of FSRCNN of the same factor, `relative_bicubic` over that of `imresize`; a
restorer is held against factor 2. PSNR is read from the files that `superres evaluate -m NAME --json` left in
the folder of --results.
"""
import argparse, copy, datetime, json, time
from pathlib import Path
from statistics import median

shapes = [(16,5), (16,11), (20,10), (24,8), (32,8), (32,16), (64,8)]

def networks(quick):
    "(name, network) of all that take part"
    from superres.models.espcn import ESPCN
    from superres.models.fsrcnn import FSRCNN
    from superres.models.sesr import SESR
    from superres.zoo.store import bundled, load_network, model_info
    for scale in (2,3,4): yield f'FSRCNN x{scale}',FSRCNN(scale)
    for scale in (2,3,4): yield f'ESPCN x{scale}',ESPCN(scale)
    for name,path in bundled().items():
        if model_info(path)['architecture'] != 'aplus': yield name,load_network(path)
    for nf,n_blocks in shapes[:2] if quick else shapes:
        yield f'SESR {nf} maps, {n_blocks} blocks',SESR(2, nf, n_blocks, expand=0)

def scores(folder, name, scale):
    "data set -> PSNR at one scale, from a file of results"
    path = Path(folder)/f'{name}.json'
    if not path.is_file(): return {}
    return {o['dataset']: round(o['mean']['psnr'], 3) for o in json.loads(path.read_text())
            if o['scale'] == scale}

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--json', help='file to write')
    p.add_argument('--results', default='nbs/results', help='folder of the files of `superres evaluate`')
    p.add_argument('--size', type=int, nargs=2, default=(240,320), help='height and width of the LR image')
    p.add_argument('--rounds', type=int, default=15)
    p.add_argument('--quick', action='store_true', help='two rounds, few shapes')
    p.add_argument('--only', nargs='+', help='these networks; the other rows of --json stay')
    p.add_argument('--scores', action='store_true', help='only read the scores again; the times of --json stay')
    o = p.parse_args()
    if o.scores:
        out = json.loads(Path(o.json).read_text(encoding='utf8'))
        for r in out['rows']: r['psnr'] = scores(o.results, r['name'], r['scale'])
        Path(o.json).write_text(json.dumps(out, indent=1) + '\n', encoding='utf8')
        return
    import torch
    from superres.images.tensors import hardware
    torch.set_num_threads(1)
    layouts = {'rows': torch.contiguous_format, 'channels last': torch.channels_last}
    from superres.images.resize import imresize
    from superres.models.layers import PreEnlarged
    nets = {(k,l): copy.deepcopy(net).eval().requires_grad_(False).to(memory_format=f)
            for k,net in networks(o.quick) if not o.only or k in o.only or k.startswith('FSRCNN x')
            for l,f in layouts.items()}
    images = {n: torch.rand(1, n, *o.size, generator=torch.Generator().manual_seed(0)) for n in (1,3)}
    def factor(net): return net.scales[0] if isinstance(net, PreEnlarged) else max(net.scale, 1)
    def given(net): return imresize(images[net.n_in], factor(net)) if isinstance(net, PreEnlarged) else images[net.n_in]
    given = {k: given(net) for k,net in nets.items()}
    took = {k: [] for k in nets}
    resizing = {s: [] for s in (2,3,4)}
    with torch.inference_mode():
        for i in range(2 if o.quick else o.rounds):
            for k,net in nets.items():
                start = time.process_time()
                net(given[k])
                if i: took[k].append(time.process_time()-start)   # the first round loads and warms
            for s,seconds in resizing.items():
                start = time.process_time()
                imresize(images[1], s)
                if i: seconds.append(time.process_time()-start)
    def fastest(name): return min((median(took[name,l]),l) for l in layouts)
    rows = []
    for (k,l),net in nets.items():
        (seconds,best),(one,_) = fastest(k),fastest(f'FSRCNN x{max(2, factor(net))}')
        if l != best: continue
        rows.append(dict(name=k, scale=factor(net), n_in=net.n_in, layout=l,
                         weights=sum(q.numel() for q in net.parameters()),
                         ms=round(1e3*seconds, 2), relative=round(seconds/one, 3),
                         relative_bicubic=round(seconds/median(resizing[max(2, factor(net))]), 2),
                         psnr=scores(o.results, k, factor(net))))
        row = rows[-1]
        print(f"{k:26} x{row['scale']} {row['weights']:9,} {row['ms']:9.1f} ms {row['relative']:6.2f}  {row['psnr']}")
    about = dict(hardware=f"{hardware('cpu')}, {torch.backends.cpu.get_cpu_capability()}",
                 date=datetime.date.today().isoformat())
    out = dict(size=list(o.size), rounds=o.rounds, threads=1, torch=torch.__version__, **about, rows=rows)
    if o.only and o.json:      # their own hardware and date, beside those of the whole
        new = {r['name']: r | about for r in rows if r['name'] in o.only}
        out = json.loads(Path(o.json).read_text(encoding='utf8'))
        out['rows'] = [new.pop(r['name'], r) for r in out['rows']] + [*new.values()]
    if o.json: Path(o.json).write_text(json.dumps(out, indent=1) + '\n', encoding='utf8')

if __name__ == '__main__': main()
