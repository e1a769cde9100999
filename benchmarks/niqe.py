#!/usr/bin/env python3
"""How natural results look: mean NIQE (lower is better) of bicubic, models and the ground truth, PSNR beside it.

    python benchmarks/niqe.py default_x2 sharp_x2 --data Set14 BSD100 --json nbs/results/perception/sharp.json

Images are shrunk and enlarged as `superres evaluate` does; all scores are of luma without `scale` pixels at each edge.
"""
import argparse, datetime, json, platform
from pathlib import Path

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('models', nargs='+', help='of one scale')
    p.add_argument('--data', nargs='+', default=['Set14'], help='names of sets, or folders')
    p.add_argument('--json', type=Path, help='file to write')
    p.add_argument('--limit', type=int, help='only the first images of each set')
    o = p.parse_args()
    import torch
    from superres.images.files import read_image_data
    from superres.images.metrics import psnr_y
    from superres.images.resize import imresize, modcrop
    from superres.images.tensors import hardware
    from superres.measuring.benchmark import make_lr
    from superres.measuring.niqe import NIQE
    from superres.measuring.tradeoff import perception_row
    from superres.running.engine import Upscaler
    from superres.training.datasets import benchmark_pairs
    torch.set_num_threads(1)
    ways = {k: Upscaler(k, device='cpu') for k in o.models}
    scale = next(iter(ways.values())).scale
    niqe,rows = NIQE(),{}
    scores = dict(niqe=lambda sr,hr: niqe(sr), psnr_y=psnr_y)
    for name in o.data:
        pairs = []
        for pair in benchmark_pairs(name, scale)[:o.limit]:
            hr = modcrop(read_image_data(pair.hr).pixels, scale)
            pairs.append((pair.name, hr, make_lr(hr, scale)))
        found = {'bicubic': perception_row(lambda lr: imresize(lr, scale), pairs, scale, scores)}
        found |= {k: perception_row(up.enhance, pairs, scale, scores) for k,up in ways.items()}
        found['ground truth'] = perception_row(lambda hr: hr, [(k, hr, hr) for k,hr,_ in pairs], scale, scores)
        rows[name] = {k: {s: row[s] for s in scores} | dict(images=len(pairs)) for k,row in found.items()}
        print(name, json.dumps(rows[name]), flush=True)
    record = dict(scale=scale, rows=rows, hardware=hardware('cpu'), date=datetime.date.today().isoformat(),
                  versions=dict(torch=torch.__version__, python=platform.python_version()))
    if o.json: o.json.write_text(json.dumps(record, indent=1))

if __name__ == '__main__': main()
