#!/usr/bin/env python3
"""BM3D, the best denoiser without a network, on the images and the noise on which `superres evaluate` measures ours.

    pip install bm3d          # the authors' own program, free for non-commercial use; nothing else here needs it
    python benchmarks/classical.py McMaster --sigma 15 25 50 --json nbs/results/restore_bm3d.json

BM3D is told the strength of the noise, which a network has to find out. An image of 500x500 pixels takes it about a
minute of a core. (Dabov et al. 2007, IEEE TIP 16(8); colour as in its section V-A.)
"""
import argparse, time
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

def parse():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('dataset', help='folder or name of clean colour images')
    p.add_argument('--sigma', type=float, nargs='+', default=[15,25,50], help='of the noise, in levels of 0..255')
    p.add_argument('--json', type=Path, required=True, help='where the rows go; what is there is kept')
    p.add_argument('--limit', type=int, help='only the first so many images')
    return p.parse_args()

def measure(dataset, sigma, limit):
    "The scores of every image, in the form of `superres evaluate --task restore`"
    import torch
    from bm3d import bm3d_rgb
    from superres.images.damage import benchmark_damage, name_seed
    from superres.images.files import read_image_data
    from superres.images.tensors import quantize
    from superres.measuring.benchmark import Result, files_digest, find_images, rgb_protocol, score_restored
    from superres.zoo.store import run_record
    def denoise(x):
        y = bm3d_rgb(x[0].permute(1,2,0).double().numpy(), sigma/255)
        return torch.from_numpy(y).float().permute(2,0,1)[None]
    engine,name = SimpleNamespace(net=None, enhance=denoise),f'noise{sigma:g}'
    damage,files,rows,start = benchmark_damage(name),find_images(dataset)[:limit],[],time.process_time()
    for f in files:
        hr = read_image_data(f).rgb
        rows.append(dict(name=f.stem, **score_restored(engine, hr, quantize(damage(hr, seed=name_seed(f.name))))))
        print(f'{dataset}, {name}: {f.stem} {rows[-1]["psnr"]:.2f} dB', flush=True)
    how = run_record('cpu', command=f'python benchmarks/classical.py {dataset} --sigma {sigma:g}', pictures=len(files),
                     data_sha256=files_digest(*files), damage=name, seed=0, bm3d=version('bm3d'),
                     processor_seconds=round(time.process_time() - start))
    return Result('restore', 'BM3D', f'{dataset}, {name}', 1, rgb_protocol, rows, baseline='damaged', provenance=how)

if __name__ == '__main__':
    a = parse()
    from superres.measuring.benchmark import load_results, save_results
    results = load_results(a.json) if a.json.exists() else []
    for sigma in a.sigma:
        new = measure(a.dataset, sigma, a.limit)
        results = [r for r in results if r.dataset != new.dataset] + [new]
        save_results(results, a.json)
