#!/usr/bin/python3
"""Load on `vindplaats serve`: many clients at once, while files are being read.

usage: serve_load.py VINDPLAATS FILL_DOSSIER SOURCE_FOLDER [--passages N] [--clients N] [--seconds N] [--think S]
                     [--dossier FOLDER]

Makes a dossier of the sample submissions and N generated passages (--dossier keeps it, and takes one that is there),
serves it, and lets each client ask for one page after another, with THINK seconds between them on average. One more
client hands in files all the time. Tells for each kind of answer the server's own time (Server-Timing) and the client's,
errors, and the server's memory. Only this machine's loopback address is spoken to. Needs Python's standard library.
"""
import argparse
import http.client
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

QUERIES = ['regisseur', 'wie heeft doorzettingsmacht', '"plan van aanpak"', 'regie* EN mandaat', 'nazorg AAN-5 gezin',
           'evaluatie NIET jaarrekening', 'casusoverleg', 'samenwerking gemeente politie school', 'privacy OF geheimhouding',
           'hoe is de nazorg geregeld', 'gezinsplan', 'drang en dwang', 'budget', 'verwijsindex', 'de gemeente',
           'veiligheid kind', 'convenant', 'escalatie', 'monitoring resultaten', 'klachten']
FILTERS = ['', '', '', '&gemeente=Oostbrenk', '&gemeente=Aalwijk', '&teneur=afwezig', '&rol=gemeente', '&sorteer=document', '&p=3']
PAGES = {'matrix': '/matrix', 'gaps': '/nog-te-doen', 'contradictions': '/tegenspraken?gemeente=Haverdrecht',
         'findings': '/bevindingen', 'documents': '/documenten', 'privacy': '/rapporten/privacy?ronde=2014', 'start': '/zoeken'}


class Client:
    def __init__(self, port, cookie, random_seed):
        self.port, self.cookie, self.random = port, cookie, random.Random(random_seed)
        self.connection, self.asked = None, 0

    def ask(self, path, method='GET', body=None):
        """Status, body, the server's milliseconds and our own."""
        if self.connection is None or self.asked >= 900:  # a connection is good for a thousand requests
            self.connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)
            self.asked = 0
        self.asked += 1
        begun = time.monotonic()
        self.connection.request(method, path, body, {'Cookie': self.cookie, 'Sec-Fetch-Site': 'same-origin'})
        response = self.connection.getresponse()
        content = response.read()
        own = (time.monotonic() - begun) * 1e3
        timing = re.search(r'dur=([\d.]+)', response.getheader('Server-Timing', ''))
        return response.status, content, float(timing.group(1)) if timing else own, own


class Load:
    def __init__(self, port, cookie, arguments, pictures, readers):
        self.port, self.cookie, self.arguments = port, cookie, arguments
        self.pictures, self.readers = pictures, readers
        self.lock = threading.Lock()
        self.cold = list(pictures)
        self.warm = []
        self.times, self.errors = {}, []
        self.end = time.monotonic() + arguments.seconds

    def note(self, kind, path, answer):
        with self.lock:
            self.times.setdefault(kind, []).append(answer[2:])
            if answer[0] not in (200, 202):
                self.errors.append(f'{answer[0]} {path}')

    def choose(self, random_):
        """What comes next: mostly searching and reading, now and then another page."""
        draw = random_.random()
        if draw < 0.5:
            return 'search', '/zoeken?q=' + urllib.parse.quote(random_.choice(QUERIES)) + random_.choice(FILTERS)
        if draw < 0.65:
            return 'reader', random_.choice(self.readers)
        if draw < 0.85:
            with self.lock:
                if self.cold and (random_.random() < 0.3 or not self.warm):
                    path = self.cold.pop()
                    return 'picture, cold', path
                return 'picture, kept', random_.choice(self.warm or self.pictures)
        return random_.choice(list(PAGES.items()))

    def run(self, number):
        client = Client(self.port, self.cookie, number)
        time.sleep(client.random.random() * self.arguments.think)
        while time.monotonic() < self.end:
            kind, path = self.choose(client.random)
            try:
                self.note(kind, path, client.ask(path))
                if kind == 'picture, cold':
                    with self.lock:
                        self.warm.append(path)
            except (OSError, http.client.HTTPException) as error:
                with self.lock:
                    self.errors.append(f'{type(error).__name__} {path}')
                client.connection = None
            time.sleep(client.random.uniform(0.5, 1.5) * self.arguments.think)

    def hand_in(self, files):
        """Files that the dossier does not have: the same ones with another end."""
        client, number, run = Client(self.port, self.cookie, 0), 0, time.time_ns()  # a kept dossier knows those of earlier runs
        while time.monotonic() < self.end:
            file = files[number % len(files)]
            number += 1
            body = file.read_bytes() + f'\n% {run} {number}\n'.encode()
            try:
                path = '/documenten/bestand?gemeente=Lastdam&naam=' + urllib.parse.quote(f'{number}_{file.name}')
                self.note('hand in', path, client.ask(path, 'PUT', body))
            except (OSError, http.client.HTTPException) as error:
                with self.lock:
                    self.errors.append(f'{type(error).__name__} upload')
                client.connection = None
            time.sleep(0.5)
        self.handed_in = number


def memory_mb(pid):
    for line in pathlib.Path(f'/proc/{pid}/status').read_text().splitlines():
        if line.startswith('VmRSS'):
            return int(line.split()[1]) / 1024
    return 0


def at(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def make_dossier(arguments, folder):
    def run(*words, allowed=(0,)):
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode not in allowed:
            sys.exit(f'{words}: {done.stdout}{done.stderr}')

    if pathlib.Path(folder, 'dossier.toml').exists():
        return
    run(arguments.program, 'init', folder)
    run(arguments.program, '-C', folder, 'ingest', '--manifest', f'{arguments.source}/corpus/samples/manifest.csv', allowed=(0, 3))
    run(arguments.program, '-C', folder, 'findings', 'import')
    if arguments.passages:
        run(arguments.fill, folder, str(arguments.passages))


def measure(arguments, folder):
    shutil.rmtree(pathlib.Path(folder, 'pictures'), ignore_errors=True)  # else there are no cold ones the second time
    shutil.rmtree(pathlib.Path(folder, 'uploads'), ignore_errors=True)  # what waits from an earlier run is not read unasked
    server = subprocess.Popen([arguments.program, 'serve', '--dossier', folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              text=True)
    try:
        start = urllib.parse.urlsplit(server.stdout.readline().strip())
        first = http.client.HTTPConnection('127.0.0.1', start.port, timeout=30)
        first.request('GET', f'{start.path}?{start.query}')
        answer = first.getresponse()
        answer.read()
        cookie = answer.getheader('Set-Cookie').split(';')[0]
        client = Client(start.port, cookie, 0)
        listed = client.ask('/documenten')[1].decode()
        readers, pictures = [], []
        for identity, pages in re.findall(r'href="/lezer/([0-9a-f]{64})".*?class="num">\d+ van (\d+)', listed):
            for page in range(1, int(pages) + 1):
                readers.append(f'/lezer/{identity}?pagina={page}')
                pictures.append(f'/paginas/{identity}/{page}')
        # Pages of the reader that are drawn for the clients are not the cold ones: half of the documents each.
        readers, pictures = readers[::2], pictures[1::2]
        for path in ['/zoeken?q=regie', *PAGES.values(), *readers]:
            client.ask(path)
        load = Load(start.port, cookie, arguments, pictures, readers)
        files = sorted(pathlib.Path(arguments.source, 'corpus/samples').glob('*/*.pdf'))
        threads = [threading.Thread(target=load.run, args=(i,)) for i in range(1, arguments.clients + 1)]
        threads.append(threading.Thread(target=load.hand_in, args=(files,)))
        memory = [memory_mb(server.pid)]
        for thread in threads:
            thread.start()
        while time.monotonic() < load.end:
            time.sleep(1)
            memory.append(memory_mb(server.pid))
        for thread in threads:
            thread.join()
        time.sleep(2)
        memory.append(memory_mb(server.pid))
    finally:
        server.terminate()
        server.wait()
    print(f'{arguments.passages} passages, {arguments.clients} clients, {arguments.seconds} s, {load.handed_in} files handed in')
    print('| kind | answers | server p50 | p95 | p99 ms | client p50 | p95 | p99 ms |\n|---|--:|--:|--:|--:|--:|--:|--:|')
    for kind, times in sorted(load.times.items()):
        server_ms, own_ms = zip(*times)
        cells = [f'{at(side, share):.1f}' for side in (server_ms, own_ms) for share in (0.5, 0.95, 0.99)]
        print(f'| {kind} | {len(times)} | ' + ' | '.join(cells) + ' |')
    print(f'errors: {len(load.errors)} {load.errors[:5]}')
    half = len(memory) // 2
    print(f'memory of the server: {memory[0]:.0f} MiB before, {memory[half]:.0f} halfway, {memory[-1]:.0f} after, {max(memory):.0f} at most')
    return 1 if load.errors else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('program')
    parser.add_argument('fill')
    parser.add_argument('source')
    parser.add_argument('--passages', type=int, default=200_000)
    parser.add_argument('--clients', type=int, default=50)
    parser.add_argument('--seconds', type=int, default=60)
    parser.add_argument('--think', type=float, default=1.0)
    parser.add_argument('--dossier')
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.dossier or f'{temporary}/last'
        make_dossier(arguments, folder)
        sys.exit(measure(arguments, folder))


if __name__ == '__main__':
    main()
