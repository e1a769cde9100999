"Package `superres`; everything it says about itself is read from settings.ini."
from configparser import ConfigParser
from pathlib import Path
from setuptools import setup, find_packages

here = Path(__file__).parent
ini = ConfigParser(delimiters=['='])
ini.read(here/'settings.ini', encoding='utf-8')
cfg = ini['DEFAULT']
suffix = '_requirements'
extras = {k[:-len(suffix)]: v.split() for k, v in cfg.items() if k.endswith(suffix)}
readme = here/'README.md'

setup(
    name=cfg['lib_name'],
    version=cfg['version'],
    description=cfg['description'],
    long_description=readme.read_text(encoding='utf-8') if readme.exists() else cfg['description'],
    long_description_content_type='text/markdown',
    author=cfg['author'],
    keywords=cfg['keywords'].split(),
    license='Apache-2.0',
    url=f"https://github.com/{cfg['user']}/{cfg['repo']}",
    classifiers=[
        'Development Status :: 3 - Alpha',
        'Intended Audience :: Developers',
        'Intended Audience :: Education',
        'Programming Language :: Python :: 3',
        'Topic :: Multimedia :: Graphics',
    ],
    python_requires='>=' + cfg['min_python'],
    packages=find_packages(include=['superres', 'superres.*']),
    package_data={'superres': ['weights/*.safetensors', 'measuring/*.safetensors']},
    include_package_data=True,
    install_requires=cfg['requirements'].split(),
    extras_require=extras,
    entry_points={
        'console_scripts': cfg['console_scripts'].split('\n'),
        'nbdev': [f"{cfg['lib_name']}={cfg['lib_name']}._modidx:d"],
    },
)
