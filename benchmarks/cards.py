#!/usr/bin/env python3
"""What a user should know of each bundled network, written into its file, for `superres models` and its card.

    python benchmarks/cards.py

Scores come from nbs/results/NAME*.json as `superres evaluate` left them, times from nbs/results/speed/pareto.json as
benchmarks/pareto.py left them; purpose and limits stand here. Weights stay as they are.
"""
import argparse, json, re
from pathlib import Path

enlarger = 'detail finer than two pixels of the result stays soft; JPEG blocks and noise are enlarged like detail'
light = 'smaller than the network of the paper and trained for an hour of one core at most, so below its figures'
invents = 'draws what is likely, not what was there: no evidence, no identification, no reading of numbers; lower PSNR'
cards = {  # job or name: (purpose, limits)
    'fast':    ('clean images, in a third to a half of FSRCNN\'s time', enlarger),
    'default': ('clean images: screenshots, scans, renderings, camera images of high quality', enlarger),
    'photo':   ('photographs saved as JPEG of quality 40 to 95: enlarges and takes the blocks out',
                'smooths fine texture of clean images; strong noise stays'),
    'sharp':   ('clean images, crisper than `default`: pixel, feature and gram loss without a discriminator',
                f'{invents}; at x4, magnified, fine dots beside strong edges'),
    'clean':   ('noise and JPEG artefacts, at full size; a good image comes back nearly unchanged',
                'noise costs fine texture, in undamaged camera images too (53 dB on McMaster); no holes'),
    'clean_jpeg': ('JPEG artefacts: `superres restore` takes it by itself for files whose tables say quality below 90',
                   'not for undamaged images, which it changes; no noise'),
    'fill':    ('holes, strokes, lettering and watermarks: finds them or takes a mask, leaves the rest to the bit',
                'takes lettering of the scene, at times a bright edge, for damage: look at the mask (--show-mask)'),
    'fsrcnn':  ('a reference: FSRCNN as in the paper (arXiv:1608.00367)', enlarger),
    'srcnn':   ('the chapter on SRCNN: 9-5-5, the larger network of arXiv:1501.00092',
                'as good as FSRCNN in many times its time; trained for half an hour of one core'),
    'espcn':   ('the chapter on ESPCN (arXiv:1609.05158)',
                'three layers, as in the paper: soft where textures are fine; trained for an hour of one core'),
    'vdsr':    ('the chapter on VDSR (arXiv:1511.04587)',
                'twenty layers as in the paper, of 32 channels, not 64; trained for an hour, so below its figures'),
    'drcn':    ('the chapter on DRCN (arXiv:1511.04491)', light),
    'drrn':    ('the chapter on DRRN (CVPR 2017)', light),
    'lapsrn':  ('the chapter on LapSRN (arXiv:1704.03915)', light),
    'srresnet': ('the chapter on SRResNet (arXiv:1609.04802)', light),
    'edsr':    ('the chapter on EDSR (arXiv:1707.02921)', light),
    'rcan':    ('the chapter on RCAN (arXiv:1807.02758)', light),
    'rrdb':    ('the chapter on ESRGAN: its generator before the discriminator (arXiv:1809.00219)', light),
    'srgan':   ('the chapter on SRGAN (arXiv:1609.04802)', f'{light}; {invents}'),
    'enet_e':  ('the chapter on EnhanceNet: its generator trained on pixels (arXiv:1612.07919)', light),
    'enet_pat': ('the chapter on EnhanceNet: features, textures, a discriminator (arXiv:1612.07919)',
                 f'{light}; {invents}'),
    'esrgan':  ('the chapter on ESRGAN (arXiv:1809.00219)', f'{light}; {invents}'),
}

def scores(folder, name):
    "'Set5 x2' -> means, from all files of results of that network"
    rows = []
    for o in sorted(folder.glob('*.json')):
        if re.fullmatch(rf'(restore_)?{name}(_jpeg\d+)?', o.stem): rows += json.loads(o.read_text())
    return {f"{r['dataset']} x{r['scale']:g}" if r['scale'] > 1 else r['dataset']:
            {k: r['mean'][k] for k in ('psnr','base_psnr','ssim','base_ssim') if k in r['mean']} for r in rows}

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--results', type=Path, default=Path('nbs/results'))
    p.add_argument('--speed', type=Path, default=Path('nbs/results/speed/pareto.json'))
    o = p.parse_args()
    from superres.zoo.store import bundled, job_name, record_scores
    speed = json.loads(o.speed.read_text())
    rows = {r['name']: r for r in speed['rows'] if 'relative_bicubic' in r}
    for name,path in bundled().items():
        purpose,limits = cards[job_name(name)]
        facts = dict(purpose=purpose, limits=limits)
        if name in rows:
            facts['time'] = dict(fsrcnn=rows[name]['relative'], bicubic=rows[name]['relative_bicubic'],
                                 lr_size=speed['size'], hardware=rows[name].get('hardware', speed['hardware']),
                                 date=rows[name].get('date', speed['date']))
        found = scores(o.results, name)
        record_scores(path, found, **facts)
        print(f"{name:16} {len(found)} sets{'' if name in rows else ', no time'}")

if __name__ == '__main__': main()
