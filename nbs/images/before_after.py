"The picture that opens the README: python nbs/images/before_after.py, from the root of a checkout, with the bundled weights."
from pathlib import Path
import torch
from PIL import Image, ImageDraw, ImageFont
from superres.apps.cli import damage_of
from superres.images.files import read_image
from superres.images.show import crop
from superres.images.tensors import quantize, to_pil
from superres.images.damage import name_seed
from superres.running.bands import enlarge
from superres.running.engine import Upscaler
from superres.images.metrics import psnr, psnr_y
from superres.images.resize import imresize, modcrop

here = Path(__file__).parent
samples = here.parent.parent/'samples'

def panel(x, text, width=512, zoom=1):
    "A picture, each pixel `zoom` large, with a line of text below"
    img = to_pil(x.repeat_interleave(zoom, -1).repeat_interleave(zoom, -2))
    out = Image.new('RGB', (width, img.height+26), 'white')
    out.paste(img.crop((0, 0, width, img.height)))
    ImageDraw.Draw(out).text((width//2, img.height+13), text, 'black', ImageFont.load_default(15), anchor='mm')
    return out

def rows(*pairs, gap=8):
    "Pairs of panels side by side, one pair below the other"
    w = sum(p.width for p in pairs[0]) + gap
    out,y = Image.new('RGB', (w, sum(a.height for a,_ in pairs)), 'white'),0
    for a,b in pairs:
        out.paste(a, (0,y)); out.paste(b, (a.width+gap, y))
        y += a.height
    return out

with torch.inference_mode():
    hr = read_image(samples/'coffee.jpg')
    bad = quantize(damage_of()(hr, seed=name_seed('coffee.jpg')))  # as `superres damage` does by default
    good = quantize(Upscaler(task='restore')(bad))
    top = [panel(o, f'{name}, {psnr(o, hr).item():.1f} dB') for o,name in ((bad, 'damaged'), (good, 'superres restore'))]

    hr = modcrop(read_image(samples/'cat.jpg'), 4)
    small = quantize(imresize(hr, 1/4))
    def enlarged(sr, name):
        return panel(crop(sr, 60, 110, 128, 256), f'{name}, {psnr_y(sr, hr, border=4).item():.1f} dB', zoom=2)
    bottom = [enlarged(quantize(enlarge(small, 'bicubic', 4)), 'bicubic x4'),
              enlarged(quantize(Upscaler(scale=4)(small)), 'superres upscale -s 4')]

rows(top, bottom).save(here/'before_after.jpg', quality=88, optimize=True)
