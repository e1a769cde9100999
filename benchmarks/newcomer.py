#!/usr/bin/env python3
"""A newcomer's way, timed on one core: first result, first network that beats bicubic, the recipe's last image.

    python benchmarks/newcomer.py --json nbs/results/speed/newcomer.json

superres must be installed. The command of the README runs first, then every cell of nbs/index.ipynb (the README) and
of nbs/lessons/11_no_gan.ipynb, each page in a process of its own with one thread, in an empty folder. A milestone has
the wall and processor seconds since that process began, imports included. Processor seconds hold on a busy machine too;
`foreign` is the share of one core that other processes took meanwhile.
"""
import argparse, datetime, json, os, platform, re, subprocess, sys, tempfile, time
from pathlib import Path

from speed import busy, own

root = Path(__file__).resolve().parent.parent
pages = dict(README='nbs/index.ipynb', recipe='nbs/lessons/11_no_gan.ipynb')

def walk(page):
    "The milestones of one page: its figures and trainings, with the seconds until then"
    start,marks = time.perf_counter(),[]
    from fastcore.nbio import read_nb
    from execnb.shell import CaptureShell
    shell = CaptureShell()
    for cell in read_nb(page).cells:
        if cell.cell_type != 'code' or re.search(r'^#\s*\|\s*eval:\s*false', cell.source, re.M): continue
        shell.cell(cell)
        if any(o.output_type == 'error' for o in cell.outputs): raise SystemExit(f'{page}: a cell fails\n{cell.source}')
        now = time.perf_counter() - start,own()
        if re.search(r'fit_one_cycle\(|fit_stages\(learn', cell.source): marks.append(('trained', *now))
        if any('image/' in k for o in cell.outputs for k in o.get('data', {})): marks.append(('figure', *now))
    return dict(marks=marks, cells=time.perf_counter() - start, cpu=own(), gain=shell.user_ns.get('gain'))

def in_process(args, folder):
    "The last line that a command prints, its seconds, and the share of a core that others took"
    env = {**os.environ, 'OMP_NUM_THREADS': '1', 'MPLBACKEND': 'agg'}
    b,o,t = busy(),own(),time.perf_counter()
    out = subprocess.run([*map(str, args)], cwd=folder, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
    seconds,cpu = time.perf_counter() - t,own() - o
    foreign = None if b is None else max(0, busy() - b - cpu)/seconds
    return out.strip().rpartition('\n')[2],seconds,cpu,foreign

def row(seconds, cpu, foreign=None):
    return dict(seconds=round(seconds, 1), cpu=round(cpu, 1), foreign=foreign and round(foreign, 2))

def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument('--json', type=Path, help='the file to write')
    p.add_argument('--page', type=Path, help=argparse.SUPPRESS)
    a = p.parse_args()
    if a.page: return print('\n' + json.dumps(walk(a.page)))
    import torch, superres
    from superres.images.tensors import hardware
    rows = {}
    with tempfile.TemporaryDirectory() as tmp:
        upscale = [Path(sys.executable).parent/'superres', 'upscale']
        _,seconds,cpu,foreign = in_process([*upscale, root/'samples'/'cat.jpg', '-s', 2, '-o', 'enlarged'], tmp)
        if not list(Path(tmp, 'enlarged').iterdir()): raise SystemExit('superres upscale wrote nothing')
        rows['the command: a photograph twice as large'] = row(seconds, cpu, foreign=foreign)
        for name,page in pages.items():
            said,_,_,foreign = in_process([sys.executable, Path(__file__).resolve(), '--page', root/page], tmp)
            said = json.loads(said)
            figures,trained = ([m for m in said['marks'] if m[0] == k] for k in ('figure', 'trained'))
            shown = next(m for m in figures if m[2] >= trained[-1][2])   # the first figure once all is trained
            rows[f'{name}: first image'] = row(*figures[0][1:], foreign=foreign)
            rows[f'{name}: trained'] = row(*trained[-1][1:], foreign=foreign)
            if said['gain']: rows[f'{name}: trained']['dB_over_bicubic'] = round(said['gain'], 2)
            rows[f'{name}: image by the network'] = row(*shown[1:], foreign=foreign)
            rows[f'{name}: whole page'] = row(said['cells'], said['cpu'], foreign=foreign)
    for k,r in rows.items(): print(f'{k:42} {r["seconds"]:7.1f} s {r["cpu"]:7.1f} processor s')
    if a.json:
        about = dict(command='python benchmarks/newcomer.py --json nbs/results/speed/newcomer.json', threads=1,
            hardware=hardware('cpu'), python=platform.python_version(),
            date=f'{datetime.date.today()}', versions=dict(superres=superres.__version__, torch=torch.__version__))
        a.json.write_text(json.dumps(dict(about=about, rows=rows), indent=1) + '\n', encoding='utf-8')

if __name__ == '__main__': main()
