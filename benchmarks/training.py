#!/usr/bin/env python3
"""How fast training images arrive, and what a whole step costs beside plain PyTorch.

    python benchmarks/training.py --data BSDS500/train --json nbs/results/speed/training.json

Parts: `data`, batches of 32 crops of 128 pixels beside fastai's lesson 7 (two folders of files, resized, augmented), in
processor time of one process, the ways taking turns; `step`, a U-Net and EDSR-baseline in `sr_learner` beside the same
arithmetic in a plain loop; `workers`, wall time of an epoch's data with 0, 1 and 2 processes; `precision`, the U-Net's
step in bfloat16 (autocast, channels last) beside float32, and the PSNR that 500 steps of each reach, mean of three
seeds. --quick tries it all in small; a part alone leaves the others in the --json file as they are.
"""
import argparse, datetime, itertools, json, os, tempfile, time, warnings
from pathlib import Path
from statistics import mean, median

def lesson7(files, folder, bs, size):
    "fastai's lesson 7: HR and LR files of the same names, decoded, resized and augmented at every reading"
    from fastai.vision.all import (
        DataBlock, ImageBlock, Normalize, RandomSplitter, Resize, aug_transforms, get_image_files, imagenet_stats)
    from PIL import Image
    for k in ('hr','lr'): (folder/k).mkdir()
    for o in files:
        im = Image.open(o).convert('RGB')
        im.save(folder/'hr'/f'{o.stem}.jpg', quality=95)
        im.resize((im.width//2, im.height//2), Image.BILINEAR).save(folder/'lr'/f'{o.stem}.jpg', quality=60)
    block = DataBlock(blocks=(ImageBlock,ImageBlock), get_items=get_image_files, get_y=lambda o: folder/'hr'/o.name,
                      splitter=RandomSplitter(.1, seed=42), item_tfms=Resize(size),
                      batch_tfms=[*aug_transforms(max_zoom=2.), Normalize.from_stats(*imagenet_stats)])
    return block.dataloaders(folder/'lr', bs=bs, num_workers=0, device='cpu')

def ours(files, bs, size, workers=0, **kw):
    from superres.training.data import SRDataLoaders
    more = dict(repeats=8, num_workers=workers, device='cpu') | kw
    return SRDataLoaders.from_folder(files, scale=2, size=size, bs=bs, **more)

def with_jpeg():
    from superres.images.damage import JPEG, Compose, Shrink
    return Compose(Shrink(2, kernels='bicubic'), JPEG())

def processor_ms(batches, n):
    "Processor milliseconds for each of the next `n` batches"
    t = time.process_time()
    for _ in itertools.islice(batches, n): pass
    return (time.process_time() - t)/n*1000

def again_and_again(dl):
    while True: yield from dl

def data_part(files, args):
    from superres.training.datasets import decode_once
    n,rounds = (1,2) if args.quick else (3,7)
    with tempfile.TemporaryDirectory() as tmp:
        ways = {'fastai lesson 7': lesson7(files, Path(tmp), 32, 128).train, 'superres': ours(files, 32, 128).train,
                'superres, JPEG': ours(files, 32, 128, damage=with_jpeg()).train}
        for o in files: decode_once(o)              # each image once, as in training
        endless = {k: again_and_again(v) for k,v in ways.items()}
        for o in endless.values(): next(o)
        took = {k: [] for k in ways}
        for _ in range(rounds):
            for k,o in endless.items(): took[k].append(processor_ms(o, n))
    ms = {k: median(v) for k,v in took.items()}
    return dict(what='processor ms for a batch of 32 crops of 128x128', ms=ms, samples=took,
                times_lesson7={k: ms['fastai lesson 7']/v for k,v in ms.items()})

def networks():
    from superres.models.edsr import EDSR
    from superres.models.unet import Unet
    unet = dict(arch='resnet18', scale=2, n_stages=3, head_nf=32, residual=True)
    return {'U-Net (ResNet-18, 3 stages), x2': (lambda: Unet(**unet), 96), 'EDSR-baseline x2': (lambda: EDSR(2), 96)}

def clock():
    "A callback that knows the processor milliseconds of a step, the median without the first"
    from fastai.callback.core import Callback
    class Clock(Callback):
        order = 90
        def before_fit(self): self.at = []
        def after_batch(self):
            if self.training: self.at.append(time.process_time())
        @property
        def ms(self): return median(b-a for a,b in zip(self.at[1:], self.at[2:]))*1000
    return Clock()

def step_part(files, args):
    import torch
    from fastai.optimizer import Adam
    from superres.training.learner import sr_learner
    bs,n = (2,3) if args.quick else (8,8)
    rows = {}
    for name,(make,size) in networks().items():
        if args.quick: size = 32
        dls = ours(files, bs, size, n=bs*(n+2))
        x,y = (o.as_subclass(torch.Tensor) for o in dls.one_batch())
        torch.manual_seed(0); net = make(); opt,took = torch.optim.Adam(net.parameters(), 1e-4),[]
        for _ in range(n+2):
            t = time.process_time()
            loss = torch.nn.functional.l1_loss(net(x), y)
            opt.zero_grad(); loss.backward(); opt.step()
            took.append(time.process_time() - t)
        learn = sr_learner(dls, make(), opt_func=Adam, metrics=[], cbs=[clock()])
        with learn.no_bar(), learn.no_logging(): learn.fit(1, 1e-4)
        plain,whole = median(took[2:])*1000,learn.clock.ms
        rows[name] = dict(batch=bs, crop=size, plain_ms=plain, learner_with_data_ms=whole, ratio=whole/plain)
    return rows

def precision_part(files, args):
    import torch
    from superres.training.learner import sr_learner
    make,_ = networks()['U-Net (ResNet-18, 3 stages), x2']
    bs,size,steps,seeds = (2,32,6,1) if args.quick else (8,64,500,3)
    rows = {}
    for name,kw in {'float32': {}, 'bfloat16': dict(precision='bf16', channels_last=True)}.items():
        took,scores = [],[]
        for seed in range(seeds):
            torch.manual_seed(seed)
            dls = ours(files, bs, size, n=bs*steps)
            learn = sr_learner(dls, make(), cbs=[clock()], **kw)
            with learn.no_bar(), learn.no_logging(): learn.fit_one_cycle(1, 1e-3)
            took.append(learn.clock.ms), scores.append(float(learn.recorder.values[-1][2]))
        rows[name] = dict(ms=median(took), psnr=mean(scores), psnr_of_each_seed=scores)
    a,b = rows.values()
    what = f'U-Net (ResNet-18, 3 stages), x2: processor ms of a step, batch of {bs} crops of {size}; '
    return dict(what=what + f'held-out PSNR after {steps} steps, mean of {seeds} seeds', **rows, ratio=b['ms']/a['ms'],
                psnr_difference=b['psnr']-a['psnr'])

def workers_part(files, args):
    rows = {}
    for k in (0,1,2):
        train = ours(files, 32, 128, workers=k, damage=with_jpeg(), n=32*(4 if args.quick else 40)).train
        for _ in train: pass                        # decoded, processes started once
        t = time.perf_counter()
        n = sum(len(x) for x,_ in train)
        rows[k] = n/(time.perf_counter() - t)
    what = 'crops of 128x128 in a second of wall time, with JPEG'
    return dict(what=what, crops_per_second=rows, cores=os.cpu_count())

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--data', default='BSDS500/train', help='folder or dataset; its images are read')
    p.add_argument('--json', type=Path, help='file for the results')
    parts = ['data','step','workers','precision']
    p.add_argument('--parts', nargs='+', default=parts, choices=parts)
    p.add_argument('--threads', type=int, default=1)
    p.add_argument('--quick', action='store_true')
    args = p.parse_args()
    warnings.filterwarnings('ignore', message='.*torch.jit.script.*')
    import torch
    from superres.images.tensors import hardware
    from superres.training.datasets import find_images
    torch.set_num_threads(args.threads)
    files = find_images(args.data)[:40 if args.quick else 200]
    about = dict(date=datetime.date.today().isoformat(), hardware=hardware(), images=len(files),
                 torch=torch.__version__, quick=args.quick)
    result = json.loads(args.json.read_text()) if args.json and args.json.exists() else {}
    for k in args.parts:
        result[k] = globals()[f'{k}_part'](files, args) | about
        print(k, json.dumps({a:b for a,b in result[k].items() if a != 'samples'}, indent=1))
    if args.json: args.json.write_text(json.dumps(result, indent=1) + '\n')

if __name__ == '__main__': main()
