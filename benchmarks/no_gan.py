#!/usr/bin/env python3
"""The recipe "without a GAN" from end to end, with images after every stage.

    python benchmarks/no_gan.py x2 --data T91 BSDS500/train BSDS500/test SunHays80 --out nbs/results/no_gan

A U-Net with a pretrained encoder learns with pixel, feature and gram loss: its decoder alone on crops of 64, 128 and
256 pixels, then all of it with three learning rates. Jobs: `x2`, `x4`, `restore` (JPEG 30, text, a watermark), `colour`
(gives colours to grey images). NAME.json holds the record and the scores, NAME_STAGE_PHOTO.jpg crops of 256 pixels.
`--arch resnet34 --weights imagenet` is the article's encoder; `--weights random` starts from nothing; with
`--scale-steps 10` it trains ten times as long. For a controlled pair one thing changes and the rest stays: `--gram 0`
or another weight of the loss, `--unfrozen` (all layers from the start), `--size 128` (one size of crop, as many pixels
in each stage), `--no-icnr`, `--no-blur`.
"""
import argparse, json, math, platform, time, warnings
from datetime import date
from pathlib import Path

photos = dict(cat=('cat.jpg', 20, 90), building=('china.jpg', 30, 60), leaves=('flower.jpg', 40, 120),
              text=('astronaut.jpg', 256, 128))
stages = [  # crop, batch, steps, learning rate, frozen
    ( 64, 16, 120, 1e-3, True),
    (128,  8,  60, 1e-3, True),
    (256,  4,  30, 5e-4, True),
    (256,  4,  30, (1e-5, 3e-4), False),
]

def parse():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('job', choices=['x2','x4','restore','colour'])
    p.add_argument('--data', nargs='+', required=True, help='folders, or names of datasets')
    p.add_argument('--out', type=Path, default=Path('nbs/results/no_gan'))
    p.add_argument('--name', help='of the results [the job]')
    p.add_argument('--arch', default='squeezenet1_0')
    p.add_argument('--weights', default='bundled', help="of the encoder: bundled, imagenet, random or a file")
    p.add_argument('--small', action='store_true', help='two stages of the encoder and a narrow top, as SqueezeNet has')
    p.add_argument('--scale-steps', type=float, default=1., help='so many times the steps')
    p.add_argument('--pixel', type=float, default=1., help='weight of the pixel loss')
    p.add_argument('--features', type=float, default=.1, help='weight of the feature loss')
    p.add_argument('--gram', type=float, default=.1, help='weight of the gram loss')
    p.add_argument('--unfrozen', action='store_true', help='train all layers in every stage')
    p.add_argument('--size', type=int, help='of the crops in every stage, in pixels [progressive]')
    p.add_argument('--no-icnr', action='store_true', help='pixel shuffles start from random sub-pixels')
    p.add_argument('--no-blur', action='store_true', help='pixel shuffles without the mean of 2x2 after them')
    p.add_argument('--final-only', action='store_true', help='keep the images of the last stage only')
    p.add_argument('--precision', default='bf16')
    p.add_argument('--seed', type=int, default=0)
    return p.parse_args()

def grey():
    "Takes the colours away: all three channels become the same grey"
    import torch
    from superres.images.damage import Damage
    class Grey(Damage):
        def apply(self, x, rngs):
            return (x*torch.tensor([.299, .587, .114]).view(3,1,1)).sum(1, keepdim=True).expand_as(x)
    return Grey()

def job_damage(job):
    "What makes the input, and how many times smaller it is"
    from superres.images.damage import JPEG, Compose, Lettering, Sometimes
    if job == 'colour': return grey(),1
    if job != 'restore': return None,int(job[1])
    return Compose(Sometimes(Lettering(density=1, opacity=(.3,1)), .7), JPEG(30, subsampling=None)),1

def schedule(a):
    "The stages as the command asks for them: with --size as many pixels in each, unfrozen at three rates"
    for size,bs,steps,lr,frozen in stages:
        if a.size: bs,steps = max(1, bs*size//a.size),round(steps*size/a.size)
        if a.unfrozen and frozen: lr,frozen = (lr/30, lr),False
        yield size if not a.size else a.size,bs,max(2, round(steps*a.scale_steps)),lr,frozen

def random_shuffles(net, seed=0):
    "What ICNR mends: every sub-pixel of a pixel shuffle starts differently"
    import torch
    from superres.models.layers import PixelShuffleUp
    rng = torch.Generator().manual_seed(seed)
    for m in net.modules():
        if isinstance(m, PixelShuffleUp):
            w = next(o for o in m.modules() if isinstance(o, torch.nn.Conv2d)).weight
            torch.nn.init.kaiming_normal_(w, generator=rng)

def main():
    a = parse()
    warnings.filterwarnings('ignore')
    import torch
    from functools import partial
    from fastai.optimizer import Adam
    from superres.images.files import read_image, write_image
    from superres.images.metrics import psnr, psnr_y
    from superres.images.resize import imresize
    from superres.images.resources import sample_file
    from superres.images.show import crop
    from superres.images.tensors import hardware, quantize, seed_everything
    from superres.models.losses import PerceptualLoss
    from superres.models.unet import Unet
    from superres.training.data import SRDataLoaders
    from superres.training.datasets import find_images
    from superres.training.learner import baseline, sr_learner
    damage,scale = job_damage(a.job)
    name = a.name or a.job
    a.out.mkdir(parents=True, exist_ok=True)
    seed_everything(a.seed)
    weights = None if a.weights == 'random' else a.weights
    small = dict(n_stages=2, head_nf=24) if a.small or a.arch == 'squeezenet1_0' else {}
    net = Unet(a.arch, scale=scale, weights=weights, residual=True, blur=not a.no_blur, **small)
    if a.no_icnr: random_shuffles(net)
    loss = PerceptualLoss(a.pixel, a.features, a.gram, weights='bundled')

    few = len(find_images(*a.data, train=True))
    def loaders(size, bs, steps):   # exactly so many steps, however many images there are
        n = steps*bs
        return SRDataLoaders.from_folder(a.data, scale=scale, size=size, bs=bs, damage=damage, device='cpu',
                                         valid_size=192, n=n, repeats=math.ceil(n/max(1, .8*few - 1)))

    def inputs():
        for k,(file,top,left) in photos.items():
            hr = crop(read_image(sample_file(file)), top, left, 256, 256)
            x = quantize(imresize(hr, 1/scale)) if damage is None else quantize(damage(hr, seed=1))
            yield k,hr,x

    def score(sr, hr):   # of colours where the colours are the job, else of luma
        f = psnr if a.job == 'colour' else psnr_y
        return round(f(sr, hr, scale if scale > 1 else 0).item(), 3)

    def look(stage):
        scores = {}
        for k,hr,x in inputs():
            with torch.no_grad(): sr = quantize(net.eval()(x))
            if not a.final_only or stage == last: write_image(sr, a.out/f'{name}_{stage}_{k}.jpg', overwrite=True)
            scores[k] = score(sr, hr)
        return scores

    last = f'stage{len(stages)}'
    rows,t0 = [dict(stage='start', scores=look('start'))],time.time()
    plain = {k: score(quantize(imresize(x, scale) if scale > 1 else x), hr)
             for k,hr,x in inputs()}
    about = dict(job=a.job, arch=a.arch, weights=a.weights, args=net.args,
                 loss=dict(pixel=a.pixel, features=a.features, gram=a.gram), unfrozen=a.unfrozen, size=a.size,
                 icnr=not a.no_icnr, blur=not a.no_blur, scale_steps=a.scale_steps,
                 data=['/'.join(Path(o).parts[-2:]) for o in a.data], seed=a.seed, precision=a.precision,
                 hardware=hardware('cpu'), date=date.today().isoformat(),
                 versions=dict(torch=torch.__version__, python=platform.python_version()), without_network=plain)
    for i,(size,bs,steps,lr,frozen) in enumerate(schedule(a)):
        dls = loaders(size, bs, steps)
        learn = sr_learner(dls, net, loss, opt_func=partial(Adam, sqr_mom=.999), precision=a.precision,
                           channels_last=True, clip=1.)
        learn.freeze() if frozen else learn.unfreeze()
        start = dict(baseline(dls))
        with learn.no_bar(): learn.fit_one_cycle(1, slice(*lr) if isinstance(lr, tuple) else lr)
        row = dict(zip(learn.recorder.metric_names[1:], [float(o) for o in learn.recorder.values[-1]]))
        rows.append(dict(stage=f'stage{i+1}', size=size, bs=bs, steps=len(dls.train), lr=lr, frozen=frozen, valid=row,
                         valid_without_network=start, scores=look(f'stage{i+1}'),
                         minutes=round((time.time()-t0)/60, 1)))
        (a.out/f'{name}.json').write_text(json.dumps(about | dict(stages=rows), indent=1))
        print(rows[-1], flush=True)

if __name__ == '__main__': main()
