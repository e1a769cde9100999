#!/usr/bin/env python3
"""How natural results look: mean NIQE (lower is better) of bicubic, models and the ground truth, PSNR beside it.

    python benchmarks/niqe.py default_x2 sharp_x2 --data Set14 BSD100 --json nbs/results/perception/sharp.json

Images are shrunk and enlarged as `superres evaluate` does; NIQE sees luma without `scale` pixels at each edge.
"""
import argparse, datetime, json, math, platform
from pathlib import Path

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('models', nargs='+', help='of one scale')
    p.add_argument('--data', nargs='+', default=['Set14'], help='names of sets, or folders')
    p.add_argument('--json', type=Path, help='file to write')
    p.add_argument('--limit', type=int, help='only the first images of each set')
    o = p.parse_args()
    import torch
    from superres.images.files import read_image
    from superres.images.metrics import psnr_y
    from superres.images.resize import imresize
    from superres.images.tensors import hardware, quantize
    from superres.measuring.niqe import NIQE
    from superres.running.engine import Upscaler
    from superres.training.datasets import benchmark_pairs
    torch.set_num_threads(1)
    engines = {k: Upscaler(k, device='cpu') for k in o.models}
    scale = next(iter(engines.values())).scale
    niqe,rows = NIQE(),{}
    for name in o.data:
        scores,pairs = {},benchmark_pairs(name, scale)[:o.limit]
        for pair in pairs:
            hr = read_image(pair.hr)
            hr = hr[..., :hr.shape[-2]//scale*scale, :hr.shape[-1]//scale*scale]
            if hr.shape[1] == 1: hr = hr.expand(-1, 3, -1, -1)
            lr = quantize(imresize(hr, 1/scale))
            found = {'bicubic': quantize(imresize(lr, scale)), **{k: e(lr) for k,e in engines.items()}}
            for k,sr in found.items():
                scores.setdefault(k, []).append((niqe(sr, scale).item(), psnr_y(sr, hr, scale).item()))
            scores.setdefault('ground truth', []).append((niqe(hr, scale).item(), None))
        textured = [i for i in range(len(pairs)) if all(math.isfinite(v[i][0]) for v in scores.values())]
        def mean(v, j): return None if v[0][j] is None else round(sum(v[i][j] for i in textured)/len(textured), 3)
        rows[name] = {k: dict(niqe=mean(v, 0), psnr_y=mean(v, 1), images=len(textured)) for k,v in scores.items()}
        print(name, json.dumps(rows[name]), flush=True)
    record = dict(scale=scale, rows=rows, hardware=hardware('cpu'), date=datetime.date.today().isoformat(),
                  versions=dict(torch=torch.__version__, python=platform.python_version()))
    if o.json: o.json.write_text(json.dumps(record, indent=1))

if __name__ == '__main__': main()
