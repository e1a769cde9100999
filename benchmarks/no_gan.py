#!/usr/bin/env python3
"""The recipe "without a GAN" from end to end, with images after every stage.

    python benchmarks/no_gan.py x2 --data T91 BSDS500/train BSDS500/test SunHays80 --out nbs/results/no_gan

A U-Net with a pretrained encoder learns with pixel, feature and gram loss: its decoder alone on crops of 64, 128 and
256 pixels, then all of it with three learning rates. Jobs: `x2`, `x4`, `restore` (JPEG 30, text, a watermark), `colour`
(gives colours to grey images). NAME.json holds the record and the scores, NAME_STAGE_PHOTO.jpg crops of 256 pixels.
The stages, network, loss and loop are those of nbs/lessons/11_no_gan.ipynb (`superres.training.stages`).
`--article` is the article's recipe, on a GPU: ResNet-34 as encoder and VGG-16 in the loss, whose ImageNet weights
torchvision downloads, and crops of up to 512 pixels. `--arch resnet34` and `--loss-arch vgg16` change one of them;
`--weights random` starts from nothing; with `--scale-steps 10` it trains ten times as long. For a controlled pair one
thing changes and the rest stays: `--gram 0` or another weight of the loss, `--unfrozen` (all layers from the start),
`--size 128` (one size of crop, as many pixels in each stage), `--no-icnr`, `--no-blur`.
"""
import argparse, json, math, platform, time, warnings
from dataclasses import replace
from datetime import date
from pathlib import Path

photos = dict(cat=('cat.jpg', 20, 90), building=('china.jpg', 30, 60), flower=('flower.jpg', 40, 120),
              text=('astronaut.jpg', 256, 128))
def parse():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('job', choices=['x2','x4','restore','colour'])
    p.add_argument('--data', nargs='+', required=True, help='folders, or names of datasets')
    p.add_argument('--out', type=Path, default=Path('nbs/results/no_gan'))
    p.add_argument('--name', help='of the results [the job]')
    p.add_argument('--arch', default='squeezenet1_0', help='of the encoder')
    p.add_argument('--weights', help="of the encoder: bundled, imagenet (torchvision), random or a file [what it has]")
    p.add_argument('--loss-arch', default='squeezenet1_0', help='of the features and gram matrices')
    p.add_argument('--loss-weights', help='of those, likewise [what it has]')
    p.add_argument('--article', action='store_true', help='--arch resnet34 --loss-arch vgg16, and its stages for a GPU')
    p.add_argument('--device', default='cpu', help='cpu, cuda or mps')
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
    a = p.parse_args()
    if a.article: a.arch,a.loss_arch = 'resnet34','vgg16'
    a.weights,a.loss_weights = (w or ('bundled' if arch == 'squeezenet1_0' else 'imagenet')
                                for arch,w in ((a.arch, a.weights), (a.loss_arch, a.loss_weights)))
    return a

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

def schedule(a, stages):
    "The stages as the command asks for them: with --size as many pixels in each, unfrozen at three rates"
    for s in stages:
        if a.size:
            s = replace(s, size=a.size, bs=max(1, s.bs*s.size//a.size), steps=s.steps and round(s.steps*s.size/a.size))
        if a.unfrozen and s.frozen:
            lr = s.lr.stop if isinstance(s.lr, slice) else s.lr
            s = replace(s, lr=slice(lr/30, lr), frozen=False)
        if s.steps: yield replace(s, steps=max(2, round(s.steps*a.scale_steps)))
        else: yield replace(s, epochs=max(1, round(s.epochs*a.scale_steps)))

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
    from superres.training.data import SRDataLoaders
    from superres.training.datasets import find_images
    from superres.training.learner import baseline, sr_learner
    from superres.training.stages import cpu_stages, fit_stages, no_gan, no_gan_stages
    damage,scale = job_damage(a.job)
    name = a.name or a.job
    a.out.mkdir(parents=True, exist_ok=True)
    seed_everything(a.seed)
    small = dict(n_stages=2, head_nf=24) if a.small or a.arch == 'squeezenet1_0' else {}
    net,loss = no_gan(scale, a.arch, a.loss_arch, a.weights, a.loss_weights, (a.pixel, a.features, a.gram),
                      blur=not a.no_blur, **small)
    if a.no_icnr: random_shuffles(net)
    stages = list(schedule(a, no_gan_stages if a.article else cpu_stages))

    few = len(find_images(*a.data, train=True))
    def make_dls(size, bs, steps):   # exactly so many steps, however many images there are; None: each image once
        many = dict(n=steps*bs, repeats=math.ceil(steps*bs/max(1, .8*few - 1))) if steps else {}
        return SRDataLoaders.from_folder(a.data, scale=scale, size=size, bs=bs, damage=damage, device=a.device,
                                         valid_size=192, **many)

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
            with torch.no_grad(): sr = quantize(net.eval()(x.to(a.device)).cpu())
            if not a.final_only or stage == last: write_image(sr, a.out/f'{name}_{stage}_{k}.jpg', overwrite=True)
            scores[k] = score(sr, hr)
        return scores

    last = f'stage{len(stages)}'
    net.to(a.device)
    rows,t0 = [dict(stage='start', scores=look('start'))],time.time()
    plain = {k: score(quantize(imresize(x, scale) if scale > 1 else x), hr)
             for k,hr,x in inputs()}
    about = dict(job=a.job, arch=a.arch, weights=a.weights, loss_arch=a.loss_arch, loss_weights=a.loss_weights,
                 args=net.args,
                 loss=dict(pixel=a.pixel, features=a.features, gram=a.gram), unfrozen=a.unfrozen, size=a.size,
                 icnr=not a.no_icnr, blur=not a.no_blur, scale_steps=a.scale_steps,
                 data=['/'.join(Path(o).parts[-2:]) for o in a.data], seed=a.seed, precision=a.precision,
                 hardware=hardware(a.device), date=date.today().isoformat(),
                 versions=dict(torch=torch.__version__, python=platform.python_version()), without_network=plain)
    learn = sr_learner(make_dls(stages[0].size, stages[0].bs, stages[0].steps), net, loss, channels_last=True, clip=1.,
                       opt_func=partial(Adam, sqr_mom=.999), precision=a.precision)
    for i,s in enumerate(stages):
        with learn.no_bar(): fit_stages(learn, make_dls, [s])
        row = dict(zip(learn.recorder.metric_names[1:], [float(o) for o in learn.recorder.values[-1]]))
        lr = (s.lr.start, s.lr.stop) if isinstance(s.lr, slice) else s.lr
        rows.append(dict(stage=f'stage{i+1}', size=s.size, bs=s.bs, steps=s.epochs*len(learn.dls.train), lr=lr,
                         frozen=s.frozen, valid=row, valid_without_network=dict(baseline(learn.dls)),
                         scores=look(f'stage{i+1}'), minutes=round((time.time()-t0)/60, 1)))
        (a.out/f'{name}.json').write_text(json.dumps(about | dict(stages=rows), indent=1))
        print(rows[-1], flush=True)

if __name__ == '__main__': main()
