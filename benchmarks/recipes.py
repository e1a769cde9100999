#!/usr/bin/env python3
"""Do the papers' own recipes train? Each runs for some minutes of one core with its own rate, loss and optimizer.

    python benchmarks/recipes.py --data T91 --data BSDS500/train --json nbs/results/experiments/paper_recipes.json

Network, crops, learning rate, loss, optimizer and clipping are the recipe's. Only the batch is smaller
(`--batch-size`), and the run ends while the rate is still the first one. Four images are held out and measured some
ten times (`--rows`). A tensor of weights is dead where the gradient of a batch is zero in all of it. The large networks
take seconds for a step: `--minutes 8 --batch-size 4 --rows 5` for DRCN, DRRN, RCAN and RRDB. Left out: recipes whose
loss needs VGG-19 with ImageNet weights, and EDSR of 40 million weights.
"""
import argparse, csv, json, random, tempfile, time
from datetime import date
from pathlib import Path

import torch
from superres.images.tensors import hardware, seed_everything
from superres.training.data import SRDataLoaders
from superres.training.datasets import find_images
from superres.training.learner import baseline
from superres.training.recipe import train_recipe
from superres.training.recipes import recipes
from superres.zoo.load import load_model
from superres.zoo.store import network_class

names = ('srcnn-x2', 'fsrcnn', 'espcn-x3', 'vdsr', 'lapsrn-x4', 'mslapsrn-x4', 'srresnet-x4', 'edsr-x2', 'enet-e-x4',
         'sesr-m5-x2', 'drcn', 'drrn', 'rcan-x2', 'rrdb-x4')

def loaders(r, files, held, bs, n):
    return SRDataLoaders.from_folder(
        files, scale=r.args.get('scale', 1), size=r.size, bs=bs, n_in=r.n_in, n=n*bs,
        damage=r.damage() if r.damage else None, valid=held, valid_size=192, device='cpu')

def on_pairs(r, net):
    "A network that enlarges first is given images that are enlarged already"
    if 'scale' not in r.args: net.scale = 1
    return net.train()

def seconds_of_a_step(r, files, held, bs):
    "Forwards and backwards, without the first one"
    net,loss = on_pairs(r, network_class(r.arch)(**r.args)),r.loss()
    times = []
    for x,y in loaders(r, files, held, bs, 3).train:
        t = time.perf_counter()
        loss(net(x), y).backward()
        times.append(time.perf_counter() - t)
    return min(times[1:])

def dead(r, net, files, held, bs):
    "Tensors of weights, and those of them that a batch does not move"
    x,y = loaders(r, files, held, bs, 1).train.one_batch()
    r.loss()(on_pairs(r, net)(x), y).backward()
    params = [(k,p) for k,p in net.named_parameters() if p.ndim > 1]
    return len(params),[k for k,p in params if p.grad is None or not p.grad.abs().max() > 0]

def run(r, files, held, minutes, bs, rows):
    seed_everything(0)
    every = max(1, round(minutes*60/rows/seconds_of_a_step(r, files, held, bs)))
    with tempfile.TemporaryDirectory() as tmp:
        (valid := Path(tmp)/'valid').mkdir()
        for o in held: (valid/o.name).symlink_to(o.resolve())
        out = Path(tmp)/'run'
        train_recipe(r, files, out, batch_size=bs, steps_per_epoch=every, valid=valid, max_minutes=minutes,
                     device='cpu')
        log = list(csv.DictReader((out/'log.csv').open()))
        net = load_model(out/'last.safetensors')
    score = next(k for k in log[0] if k.startswith('psnr'))
    curve = [round(float(o[score]), 3) for o in log]
    plain = round(baseline(loaders(r, files, held, bs, 1))[score], 3)
    tensors,without = dead(r, net, files, held, bs)
    return dict(name=r.name, minutes=minutes, every=every, batch_size=bs, psnr=curve, without_network=plain,
                tensors=tensors, dead=without)

def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('names', nargs='*', default=names, help='recipes; all of the papers\' own')
    p.add_argument('--data', action='append', required=True, help='folder or set of good images')
    p.add_argument('--minutes', type=float, default=2.5, help='for each recipe')
    p.add_argument('--batch-size', type=int, default=8)
    p.add_argument('--rows', type=int, default=10, help='how often the held-out images are measured, about')
    p.add_argument('--json', type=Path, help='the file to write, after each recipe; others in it stay')
    a = p.parse_args()
    torch.set_num_threads(1)
    files = find_images(a.data, train=True)
    held = random.Random(42).sample(files, 4)
    files = [o for o in files if o not in held]
    for name in a.names:
        row = run(recipes[name], files, held, a.minutes, a.batch_size, a.rows)
        print(row, flush=True)
        if not a.json: continue
        kept = json.loads(a.json.read_text()) if a.json.exists() else {}
        rows = kept.get('rows', [])
        rows = [o for o in rows if o['name'] != name] + [row]
        rows.sort(key=lambda o: names.index(o['name']) if o['name'] in names else len(names))
        about = dict(hardware=hardware('cpu'), torch=torch.__version__, date=date.today().isoformat(), seed=0,
                     data=a.data, held_out=[o.name for o in held])
        a.json.write_text(json.dumps(kept | about | dict(rows=rows), indent=1) + '\n')

if __name__ == '__main__': main()
