"The image at the top of the README, made by the bundled networks: python nbs/images/before_after.py"
from pathlib import Path
import torch
from PIL import Image, ImageDraw, ImageFont
from superres.images.damage_basics import GaussianNoise
from superres.images.files import read_image
from superres.images.metrics import psnr, psnr_y
from superres.images.resize import imresize, modcrop
from superres.images.resources import sample_file
from superres.images.show import crop
from superres.images.tensors import quantize, to_pil
from superres.running.bands import enlarge
from superres.running.engine import Upscaler

def panel(x, text, zoom=2):
    "A crop, each pixel `zoom` large, with a line of text below"
    img = to_pil(x.repeat_interleave(zoom, -1).repeat_interleave(zoom, -2))
    out = Image.new('RGB', (img.width, img.height+26), 'white')
    out.paste(img)
    ImageDraw.Draw(out).text((img.width//2, img.height+13), text, 'black', ImageFont.load_default(15), anchor='mm')
    return out

def rows(*pairs, gap=8):
    "Pairs of panels side by side, one pair below the other"
    w = sum(p.width for p in pairs[0]) + gap
    out,y = Image.new('RGB', (w, sum(a.height for a,_ in pairs)), 'white'),0
    for a,b in pairs:
        out.paste(a, (0,y))
        out.paste(b, (a.width+gap, y))
        y += a.height
    return out

def pair(truth, before, after, names, box, score):
    "Two panels of the same crop, with their scores over the whole image"
    return [panel(crop(quantize(o), *box), f'{name}, {score(quantize(o), truth).item():.1f} dB')
            for o,name in zip((before, after), names)]

with torch.inference_mode():
    coffee = read_image(sample_file('coffee.jpg'))
    noisy = quantize(GaussianNoise(20/255)(coffee, seed=0))
    top = pair(coffee, noisy, Upscaler(task='restore')(noisy), ('noise', 'superres restore'),
               (60, 220, 192, 256), psnr)

    cat = modcrop(read_image(sample_file('cat.jpg')), 4)
    small = quantize(imresize(cat, 1/4))
    bottom = pair(cat, enlarge(small, 'bicubic', 4), Upscaler(scale=4)(small), ('bicubic x4', 'superres upscale -s 4'),
                  (60, 110, 128, 256), lambda sr, hr: psnr_y(sr, hr, border=4))

rows(top, bottom).save(Path(__file__).parent/'before_after.jpg', quality=88, optimize=True)
