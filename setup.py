"Package `superres`; everything it says about itself is read from settings.ini."
import shutil
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

here = Path(__file__).parent
ini = ConfigParser(delimiters=['='])
ini.read(here/'settings.ini', encoding='utf-8')
cfg = ini['DEFAULT']
suffix = '_requirements'
extras = {k[:-len(suffix)]: v.split() for k, v in cfg.items() if k.endswith(suffix)}
# @web in one of them stands for all that `web` has
extras = {k: [o for r in v for o in (extras[r[1:]] if r[0] == '@' else [r])] for k, v in extras.items()}

# What pages show: in a clone beside the package, in a wheel inside it; superres.images.resources looks in both
course = {'samples': 'samples', 'nbs/results': 'course/results', 'nbs/images': 'course/images',
          'benchmarks': 'course/benchmarks'}

def data_files():
    "Weights, styles, scripts and licences: all that is neither Python nor hidden"
    package = here/'superres'
    files = [p.relative_to(package) for p in package.rglob('*') if p.is_file() and p.suffix not in ('.py', '.pyc')]
    return [p.as_posix() for p in files if not any(o.startswith('.') for o in p.parts)]

class BuildPy(build_py):
    "The package, and what its pages show"
    def run(self):
        if self.editable_mode: return super().run()
        built = Path(self.build_lib)/'superres'
        shutil.rmtree(built, ignore_errors=True)  # modules of an earlier build that are gone since
        super().run()
        hidden = shutil.ignore_patterns('.*', '__pycache__', '*.pyc')
        for source, target in course.items(): shutil.copytree(here/source, built/target, ignore=hidden)

setup(
    name=cfg['lib_name'],
    version=cfg['version'],
    description=cfg['description'],
    long_description=(here/'README.md').read_text(encoding='utf-8'),
    long_description_content_type='text/markdown',
    author=cfg['author'],
    keywords=cfg['keywords'].split(),
    license='Apache-2.0',
    url=cfg['home'] or None,
    classifiers=[
        'Development Status :: 3 - Alpha',
        'Intended Audience :: Developers',
        'Intended Audience :: Education',
        'Programming Language :: Python :: 3',
        'Topic :: Multimedia :: Graphics',
    ],
    python_requires='>=' + cfg['min_python'],
    packages=find_packages(include=['superres', 'superres.*']),
    package_data={'superres': data_files()},
    install_requires=cfg['requirements'].split(),
    extras_require=extras,
    entry_points={
        'console_scripts': cfg['console_scripts'].split('\n'),
        'nbdev': [f"{cfg['lib_name']}={cfg['lib_name']}._modidx:d"],
    },
    cmdclass={'build_py': BuildPy},
)
