#!/usr/bin/python3
"""Every task of an inspector in a real Chromium: by mouse, and by keys alone.

usage: browser_test.py VINDPLAATS SOURCE_FOLDER [FOLDER_FOR_SCREENSHOTS]

Makes a dossier of the sample submissions, serves it, and walks through it. On every page, at 1440 and at 390 pixels:
axe-core finds nothing, the console says nothing, and no request goes anywhere else. With a third argument the pages are
kept as pictures.
"""
import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from selenium import webdriver
from selenium.common.exceptions import (ElementNotInteractableException, JavascriptException, MoveTargetOutOfBoundsException,
                                        NoSuchElementException, StaleElementReferenceException, TimeoutException)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from judging_tasks import hand_in_again, judge_by_keys, judge_by_mouse, judge_twice

AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
SIZES = {1440: 900, 390: 844}
faults = []


def check(fact, text):
    if not fact:
        faults.append(text)
        print('FAULT', text, flush=True)


class Browser:
    def __init__(self, base):
        options = webdriver.ChromeOptions()
        for argument in ['--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--disable-dev-shm-usage',
                         '--disable-background-networking', '--disable-component-update', '--force-device-scale-factor=1',
                         '--window-size=1440,900', '--host-resolver-rules=MAP rebind.example 127.0.0.1']:
            options.add_argument(argument)
        options.set_capability('goog:loggingPrefs', {'browser': 'ALL', 'performance': 'ALL'})
        self.driver = webdriver.Chrome(service=Service('/usr/bin/chromedriver'), options=options)
        self.base = base
        self.size(1440)

    def size(self, width):
        self.width = width
        self.driver.execute_cdp_cmd('Emulation.setDeviceMetricsOverride', {
            'width': width, 'height': SIZES[width], 'deviceScaleFactor': 1, 'mobile': False})

    def open(self, path):
        self.driver.get(self.base + path)

    def wait(self, condition, text):
        # A page that replaces what was just found is asked again: that is what is waited for.
        patient = WebDriverWait(self.driver, 30, 0.05, ignored_exceptions=[NoSuchElementException, StaleElementReferenceException])
        try:
            return patient.until(condition)
        except TimeoutException:
            check(False, f'{text} (at {self.driver.current_url})')
            return None

    def wait_ready(self):
        """Keys mean something once the modules of the page have run."""
        self.wait(lambda driver: driver.execute_script('return document.readyState') == 'complete', 'the page is never whole')

    def find(self, selector):
        return self.wait(lambda driver: next(iter(driver.find_elements(By.CSS_SELECTOR, selector)), None),
                         f'there is no {selector}')

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector='body'):
        return self.find(selector).text

    def press(self, *keys):
        for key in keys:
            self.wait_ready()
            ActionChains(self.driver).send_keys(key).perform()

    def click(self, element):
        self.wait_ready()
        ActionChains(self.driver).move_to_element(element).click().perform()

    def act(self, selector, action):
        """Finds and acts at one go, again where the page was replaced between the two."""
        def try_once(driver):
            action(driver.find_element(By.CSS_SELECTOR, selector))
            return True
        patient = WebDriverWait(self.driver, 30, 0.05, ignored_exceptions=[
            NoSuchElementException, StaleElementReferenceException, MoveTargetOutOfBoundsException, ElementNotInteractableException])
        try:
            patient.until(try_once)
        except TimeoutException:
            check(False, f'nothing can be done with {selector} (at {self.driver.current_url})')

    def wait_address(self, part):
        self.wait(lambda driver: part in driver.current_url, f'the address never became {part}')

    def check_silence(self, where, allowed=()):
        """Nothing in the console, no request to elsewhere."""
        for entry in self.driver.get_log('browser'):
            if not any(word in entry['message'] for word in (*allowed, '/onzin')):  # asked for on purpose
                check(False, f'{where}: console: {entry["message"][:200]}')
        for entry in self.driver.get_log('performance'):
            message = json.loads(entry['message'])['message']
            if message['method'] != 'Network.requestWillBeSent':
                continue
            url = message['params']['request']['url']
            check(url.startswith((self.base, 'data:', 'about:', 'chrome', 'http://rebind.example')),
                  f'{where}: a request to {url[:100]}')

    def check_axe(self, where, while_there=None):
        """One script, so that the page cannot be replaced between its two halves; where it is replaced meanwhile, as when
        files have been read, the new one is looked at. `while_there`: what must be on the page that was looked at."""
        if while_there:
            where = f'{where}, with {while_there}'
        result = {'violations': [], 'error': 'the page never stays'}
        for _ in range(5):
            self.wait_ready()
            try:
                result = self.driver.execute_async_script(
                    AXE + ';const done = arguments[arguments.length - 1], there = arguments[1];'
                    'const seen = !there || document.querySelector(there) !== null;'
                    'axe.run(document, {runOnly: arguments[0]}).then('
                    'found => done(seen ? found : {violations: [], error: "it is not there"}),'
                    'e => done({violations: [], error: String(e)}));', AXE_TAGS, while_there)
                break
            except JavascriptException:
                continue
        check('error' not in result, f'{where}: axe: {result.get("error")}')
        for violation in result['violations']:
            nodes = [str(node['target']) for node in violation['nodes'][:3]]
            check(False, f'{where}: axe: {violation["id"]}: {violation["help"]} {nodes}')

    def has_focus(self, selector):
        return self.driver.execute_script('return document.activeElement && document.activeElement.matches(arguments[0])', selector)


def make_dossier(program, source, folder):
    def run(*arguments, allowed=(0,)):
        done = subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode not in allowed:
            sys.exit(f'{arguments}: {done.stdout}{done.stderr}')
        return done.stdout

    run('init', folder)
    run('-C', folder, 'ingest', '--manifest', f'{source}/corpus/samples/manifest.csv', allowed=(0, 3))
    run('-C', folder, 'findings', 'import')
    judge_twice(run, folder)
    hand_in_again(run, folder)


def look_at_pages(browser, reader, pictures):
    """Every kind of page at both widths."""
    column = 'Oostbrenk%E2%90%9FWaakvlamteam%E2%90%9F2014'
    chamber = 'Haverdrecht%E2%90%9FRegiekamer%20Haverdrecht%E2%90%9F2014'
    pages = {
        'start': '/zoeken',
        'zoeken': '/zoeken?q=doorzettingsmacht+regisseur&gemeente=Oostbrenk&gemeente=Haverdrecht',
        'niets': '/zoeken?q=waakvlamteam&gemeente=Wielderveen&rol=inspectie',
        'lezer': reader,
        'tekst': reader + '&weergave=tekst',
        'reeks': '/zoeken/reeks',
        'documenten': '/documenten',
        'bevindingen': '/bevindingen',
        'bevinding': '/bevindingen/16',
        'matrix': f'/matrix?kolom={column}&indicator=A2.2',
        'rapporten': '/rapporten?soort=factsheet&gemeente=Oostbrenk',
        'landelijk': '/rapporten?soort=landelijk&ronde=2014',
        'privacy': '/rapporten/privacy?ronde=2015',
        'ronden': '/ronden',
        'tegenspraken': '/tegenspraken?gemeente=Haverdrecht',
        'nog-te-doen': '/nog-te-doen',
        'ongelezen': '/nog-te-doen?soort=ongelezen',
        'tweede-lezing': '/tweede-lezing',
        'verschillen': '/tweede-lezing?lijst=verschillen&ook=alle',
        'blinde-cel': f'/tweede-lezing/cel?kolom={chamber}&indicator=A2.2',
        'verschil': f'/tweede-lezing/verschil?kolom={chamber}&indicator=A2.1&ook=alle',
        'plaatsen': '/plaatsen',
        'mis': '/onzin',
    }
    for width in SIZES:
        browser.size(width)
        for name, path in pages.items():
            browser.open(path)
            where = f'{name} at {width}'
            browser.check_axe(where)
            over = browser.driver.execute_script(
                'return document.documentElement.scrollWidth - document.documentElement.clientWidth')
            check(over <= 0, f'{where}: {over} pixels wider than the window')
            browser.check_silence(where)
            if pictures:
                browser.open(path)
                browser.driver.save_screenshot(str(pictures / f'{name}_{width}.png'))
    browser.size(1440)


def look_at_large_text_and_other_colours(browser, reader):
    for path in ['/zoeken?q=regisseur', reader, '/matrix', '/bevindingen/16', '/ronden', '/tegenspraken?gemeente=Haverdrecht', '/nog-te-doen',
                 '/tweede-lezing', '/plaatsen', '/rapporten/privacy?ronde=2015']:
        browser.open(path)
        browser.driver.execute_script("document.documentElement.style.fontSize = '200%'")
        over = browser.driver.execute_script('return document.documentElement.scrollWidth - document.documentElement.clientWidth')
        check(over <= 0, f'{path}: at 200 % text {over} pixels wider than the window')
    features = [{'name': 'forced-colors', 'value': 'active'}, {'name': 'prefers-reduced-motion', 'value': 'reduce'}]
    browser.driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {'features': features})
    browser.open('/zoeken?q=regisseur')
    browser.check_axe('forced colours')
    motion = browser.driver.execute_script("return getComputedStyle(document.querySelector('#loading')).animationName")
    check(motion == 'none', 'something moves for who asked for no motion')
    browser.driver.execute_cdp_cmd('Emulation.setEmulatedMedia', {'features': []})


def link_and_confirm_by_keys(browser):
    """From a question to a confirmed finding without a mouse; from the hit it takes four keys to link."""
    browser.open('/zoeken')
    browser.press('/')
    check(browser.has_focus('#q'), '/ does not go to the field')
    browser.press('regisseur mandaat', Keys.ENTER)
    browser.wait_address('q=regisseur')
    browser.find('.hit.is-current')
    first = browser.text('#voorbeeld h2')
    browser.press('j')
    check(browser.has_focus('.hit-open'), 'j does not go to a hit')
    browser.press('j', 'j')
    current = browser.find('.hit.is-current .hit-open').get_attribute('href')
    browser.wait(lambda driver: driver.find_element(By.CSS_SELECTOR, '#voorbeeld .button-main').get_attribute('href').split('&terug')[0] == current.split('&terug')[0],
                 'the preview does not go along')
    check(first != '', 'the preview has no title')
    browser.press('f')
    check(browser.has_focus('#filters input'), 'f does not go to the filters')
    browser.press(Keys.SPACE)
    browser.wait_address('gemeente=')
    browser.find('.chip')
    browser.press('j')
    browser.press('b')
    browser.wait_address('/lezer/')
    browser.find('#koppel')
    browser.press('1')
    check(browser.find('#koppel input[value=voor]').is_selected(), '1 does not choose √')
    browser.press(Keys.ENTER)
    browser.wait_address('gekoppeld=')
    address = browser.find('.done a').get_attribute('href')
    browser.driver.get(address)
    browser.press('1')
    check(browser.find('input[name=oordeel][value=voldoet]').is_selected(), '1 does not choose a verdict')
    browser.press(Keys.TAB, 'De coach heeft mandaat.', Keys.ESCAPE, 'v')
    browser.wait_address('melding=vaststellen')
    check('vastgesteld' in browser.text('h1'), 'v does not confirm')
    browser.check_silence('keys')
    return address


def move_by_keys(browser, reader):
    browser.open('/matrix')
    browser.find('#matrix')
    browser.press(Keys.ARROW_DOWN)
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT)
    check(browser.has_focus('.cell'), 'arrows do not go through the matrix')
    browser.wait(lambda driver: driver.find_elements(By.CSS_SELECTOR, '#paneel h2'), 'no evidence beside the matrix')
    wanted = browser.driver.execute_script('return document.activeElement.dataset.panel')
    browser.wait(lambda driver: driver.current_url.endswith('?' + wanted.split('?')[1]), 'the cell is not in the address')
    browser.press(Keys.ENTER)
    check(browser.has_focus('#paneel a'), 'Enter does not go to the evidence')
    browser.press(Keys.ESCAPE)
    check(browser.has_focus('.cell'), 'Esc does not go back to the matrix')
    browser.open(reader)
    here = browser.driver.current_url
    browser.press('n')
    browser.wait(lambda driver: driver.current_url != here, 'n does not go to the next place')
    browser.press('t')
    browser.wait_address('weergave=tekst')
    browser.find('.text-page')
    browser.press('t')
    browser.find('#papier')
    page = int(browser.find('#pagina').get_attribute('value'))
    browser.press(Keys.ARROW_RIGHT)
    browser.wait_address(f'pagina={page + 1}')
    browser.press(Keys.ESCAPE)
    browser.wait_address('/zoeken')
    browser.press('?')
    check(browser.find('#keys-dialog').is_displayed(), '? shows no list')
    browser.find('#keys-on').send_keys(Keys.SPACE)
    browser.press(Keys.ESCAPE)
    browser.driver.refresh()
    browser.press('?')
    check(not browser.find('#keys-dialog').is_displayed(), 'keys cannot be switched off')
    browser.click(browser.find('#keys-open'))
    browser.find('#keys-on').send_keys(Keys.SPACE)
    browser.press(Keys.ESCAPE)
    browser.open('/documenten')
    browser.press('j', 'j', Keys.ENTER)
    browser.wait_address('/lezer/')


def find_run(words, count):
    """So many words beside each other on one line of one passage."""
    places = [(word.get_attribute('data-p').split(':')[0], word.get_attribute('y')) for word in words[:200]]
    begin = next(i for i in range(len(places)) if len(places[i:i + count]) == count and len(set(places[i:i + count])) == 1)
    return words[begin:begin + count]


def work_by_mouse(browser, reader, source):
    browser.open('/zoeken?q=regisseur')
    total = browser.text('#totaal')
    browser.click(browser.find('#filters input[name=rol][value=netwerkpartner]'))
    browser.wait_address('rol=netwerkpartner')
    check(browser.text('#totaal') != total, 'a filter changes nothing')
    browser.click(browser.find('.chip'))
    browser.wait(lambda driver: 'rol=' not in driver.current_url, 'a chip cannot be taken away')
    Select(browser.find('#sorteer')).select_by_value('document')
    browser.wait_address('sorteer=document')
    browser.click(browser.find('.hit-open'))
    browser.wait_address('/lezer/')
    # Words selected on the drawn page.
    browser.open(reader.split('?')[0])
    words = find_run(browser.all('#papier tspan[data-p]'), 6)
    first, last = words[0], words[-1]
    browser.driver.execute_script('arguments[0].scrollIntoView({block: "center"})', first)
    ActionChains(browser.driver).move_to_element_with_offset(first, -first.rect['width'] / 2 + 1, 0).click_and_hold() \
        .move_to_element_with_offset(last, last.rect['width'] / 2 - 1, 0).release().perform()
    wanted = [word.text for word in words]
    browser.click(browser.find('.link-here:not([hidden])'))
    quote = browser.text('#koppelen .quoted')
    check(all(word.strip('-') in quote for word in wanted), f'selected {wanted}, got {quote}')
    browser.wait(lambda driver: driver.find_elements(By.CSS_SELECTOR, '.mark-chosen'), 'the selection is not marked')
    Select(browser.find('#indicator')).select_by_value('A2.1')
    browser.wait_address('indicator=A2.1')
    browser.click(browser.find('#koppel input[value=tegen]'))
    browser.click(browser.find('#koppel-knop'))
    browser.wait_address('gekoppeld=')
    browser.wait(lambda driver: driver.find_elements(By.CSS_SELECTOR, '.mark-linked'), 'the link is not marked')
    browser.click(browser.find('.done a'))
    browser.wait_address('/bevindingen/')
    browser.click(browser.find('.passages button'))
    browser.wait_address('melding=ontkoppeld')
    # The matrix and a report.
    browser.open('/matrix')
    browser.click(browser.find('.cell.improve'))
    browser.wait(lambda driver: driver.find_elements(By.CSS_SELECTOR, '#paneel .quoted'), 'a cell shows no evidence')
    browser.open('/rapporten')
    Select(browser.find('#gemeente')).select_by_visible_text('Oostbrenk')
    browser.click(browser.find('.report-form .button-main'))
    frame = browser.find('.report-frame')
    browser.driver.switch_to.frame(frame)
    check('Oostbrenk' in browser.text('h1'), 'the report is not shown')
    browser.driver.switch_to.default_content()
    # A file is added and read.
    browser.open('/documenten')
    browser.click(browser.find('#toevoegen summary'))
    browser.find('#up-gemeente').send_keys('Wielderveen')
    browser.find('#up-bestanden').send_keys(f'{source}/corpus/layouts/traps/' + sorted(
        path.name for path in pathlib.Path(f'{source}/corpus/layouts/traps').glob('*.pdf'))[0])
    browser.click(browser.find('#upload button'))
    browser.wait(lambda driver: 'Laatst toegevoegd' in driver.find_element(By.TAG_NAME, 'body').text, 'the file was never read')
    browser.check_silence('mouse')


def long_pdf(pages, number):
    """A document that takes a while to read: the same page over and over."""
    lines = ' '.join(f'(Deze zin vult regel {line} van elke bladzijde van stuk {number}.) Tj T*' for line in range(90))
    content = f'BT /F 6 Tf 8 TL 30 800 Td {lines} ET'.encode()
    objects = [b'<< /Type /Catalog /Pages 2 0 R >>',
               f'<< /Type /Pages /Count {pages} /Kids [{" ".join(f"{5 + page} 0 R" for page in range(pages))}] >>'.encode(),
               b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
               b'<< /Length %d >> stream\n%s\nendstream' % (len(content), content)]
    objects += [b'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> >> >>'] * pages
    out, places = bytearray(b'%PDF-1.4\n'), []
    for at, body in enumerate(objects, 1):
        places.append(len(out))
        out += b'%d 0 obj %s endobj\n' % (at, body)
    table = len(out)
    out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1)
    for place in places:
        out += b'%010d 00000 n \n' % place
    out += b'trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, table)
    return bytes(out)


def children_of(process):
    """All processes below this one."""
    parents = {}
    for entry in pathlib.Path('/proc').glob('[0-9]*/stat'):
        with contextlib.suppress(OSError):
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(')')[2].split()[1])
    found, wanted = [], [process]
    while wanted:
        parent = wanted.pop()
        below = [child for child, its_parent in parents.items() if its_parent == parent]
        found += below
        wanted += below
    return found


@contextlib.contextmanager
def held_readers(server):
    """Nothing is read meanwhile: what a page says while files are read can be looked at, however fast this machine is."""
    def send(number):
        for child in children_of(server.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, number)
    send(signal.SIGSTOP)
    try:
        yield
    finally:
        send(signal.SIGCONT)


def break_off_and_go_on(browser, server, folder, pictures):
    """Many files: broken off by mouse, gone on with by keys."""
    files = []
    # More than can be under way at once: those are read to their end, the others wait.
    for number in range(8 + 6 * (os.cpu_count() or 1)):
        files.append(pathlib.Path(folder, f'veel_{number}.pdf'))
        files[-1].write_bytes(long_pdf(20, number))
    last = files[-1].name
    browser.open('/documenten')
    browser.click(browser.find('#toevoegen summary'))
    browser.find('#up-bestanden').send_keys('\n'.join(str(file) for file in files))
    browser.find('#up-peildatum').send_keys('maart')
    browser.click(browser.find('#upload .button-main'))
    check(not browser.all('#upload-lijst li'), 'a date that is none is sent')
    browser.find('#up-peildatum').clear()
    browser.find('#up-peildatum').send_keys('2014-03')
    browser.click(browser.find('.upload-more summary'))
    browser.click(browser.find('.upload-more input[name=grenzen]'))  # so that nobody gives a held reader up
    with held_readers(server):
        browser.click(browser.find('#upload .button-main'))
        browser.act('form[action="/documenten/onderbreken"] button', lambda button: button.click())
        browser.wait(lambda driver: driver.find_elements(By.CSS_SELECTOR, '.reading') and not driver.find_elements(
            By.CSS_SELECTOR, 'form[action="/documenten/onderbreken"]'), 'reading cannot be broken off')
    browser.wait(lambda driver: 'Ga verder' in driver.find_element(By.CSS_SELECTOR, '.reading').text, 'what is broken off cannot be gone on with')
    for width in SIZES:
        browser.size(width)
        browser.check_axe(f'broken off at {width}')
        if pictures:
            browser.driver.save_screenshot(str(pictures / f'onderbroken_{width}.png'))
    browser.size(1440)
    with held_readers(server):
        browser.act('form[action="/documenten/verder"] button', lambda button: button.send_keys(Keys.ENTER))
        browser.find('#inlezen-balk')
        browser.check_axe('while files are read', while_there='#inlezen-balk')
    browser.wait(lambda driver: not driver.find_elements(By.CSS_SELECTOR, '.reading') and last in driver.page_source, 'it is never read to the end')
    browser.check_silence('breaking off')


def ask_many(browser, folder):
    """A list of questions: from a file by mouse, and typed by keys."""
    table = pathlib.Path(folder, 'vragen.csv')
    table.write_bytes('vraag;gemeente\r\nregisseur;Oostbrenk\r\ncoördinatie;\r\nnazorg;Nergens\r\n'.encode('windows-1252'))
    browser.open('/zoeken')
    browser.click(browser.find('main a[href="/zoeken/reeks"]'))
    browser.find('#reeks-bestand').send_keys(str(table))
    browser.wait(lambda driver: 'coördinatie' in driver.find_element(By.ID, 'vragen').get_attribute('value'), 'a file is not taken over')
    browser.click(browser.find('#reeks .button-main'))
    browser.wait_address('lijst=')
    check('‘Nergens’ is hier niet bekend' in browser.text('main'), 'a bad line is not named')
    for width in SIZES:
        browser.size(width)
        browser.check_axe(f'answers to many at {width}')
        over = browser.driver.execute_script('return document.documentElement.scrollWidth - document.documentElement.clientWidth')
        check(over <= 0, f'answers to many at {width}: {over} pixels too wide')
    browser.size(1440)
    browser.click(browser.find('.row-link'))
    browser.wait_address('gemeente=Oostbrenk')
    browser.open('/zoeken/reeks')
    browser.driver.execute_script('document.querySelector("#vragen").focus()')
    browser.press('regisseur', Keys.ENTER, 'nazorg', Keys.TAB, Keys.ENTER)
    browser.wait_address('lijst=')
    check(len(browser.all('tbody tr')) == 2, 'typed questions are not answered')
    browser.check_silence('many questions')


def look_at_nothing(program, folder, pictures):
    """Every page of a dossier with nothing in it says what to do next."""
    subprocess.run([program, 'init', folder], check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([program, 'serve', '--dossier', folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    browser = None
    try:
        start = server.stdout.readline().strip()
        browser = Browser('/'.join(start.split('/')[:3]))
        browser.driver.get(start)
        browser.wait_address('/zoeken')
        check('nog leeg' in browser.text('h1'), 'an empty dossier says nothing of it')
        for width in SIZES:
            browser.size(width)
            for path in ['/zoeken', '/zoeken?q=regie', '/zoeken/reeks', '/documenten', '/bevindingen', '/matrix', '/nog-te-doen', '/tegenspraken',
                         '/tweede-lezing', '/plaatsen', '/ronden', '/rapporten', '/rapporten/privacy']:
                browser.open(path)
                where = f'empty {path} at {width}'
                browser.check_axe(where)
                over = browser.driver.execute_script('return document.documentElement.scrollWidth - document.documentElement.clientWidth')
                check(over <= 0, f'{where}: {over} pixels wider than the window')
                browser.check_silence(where)
                if pictures:
                    name = path[1:].replace('/', '-').replace('?q=regie', '-vraag')
                    browser.driver.save_screenshot(str(pictures / f'leeg-{name}_{width}.png'))
        browser.size(1440)
        browser.open('/zoeken')
        browser.find('.first-steps .button-main').send_keys(Keys.ENTER)
        browser.wait_address('/documenten#toevoegen')
        check(browser.find('#up-bestanden').is_displayed(), 'the first step does not lead to adding files')
    finally:
        if browser:
            browser.driver.quit()
        server.terminate()
        server.wait()


def stay_out(browser, start):
    """A name that was made to lead here, and an address that was used."""
    port = browser.base.rsplit(':', 1)[1]
    browser.driver.get(f'http://rebind.example:{port}/zoeken?q=regie')
    check('niet het adres van deze toepassing' in browser.text(), 'a rebound name is answered')
    browser.driver.delete_all_cookies()
    browser.driver.get(start)
    browser.open('/zoeken')
    browser.driver.get_log('browser')


def main():
    program, source = sys.argv[1], sys.argv[2]
    pictures = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        dossier = f'{folder}/toezicht-2014'
        look_at_nothing(program, f'{folder}/leeg', pictures)
        make_dossier(program, source, dossier)
        server = subprocess.Popen([program, 'serve', '--dossier', dossier, '--author', 'm.de.vries'],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        browser = None
        try:
            start = server.stdout.readline().strip()
            browser = Browser('/'.join(start.split('/')[:3]))
            browser.driver.get(start)
            browser.wait_address('/zoeken')
            browser.open('/zoeken?q=doorzettingsmacht&gemeente=Wielderveen')
            reader = browser.find('.hit-open').get_attribute('href')[len(browser.base):]
            look_at_pages(browser, reader, pictures)
            look_at_large_text_and_other_colours(browser, reader)
            link_and_confirm_by_keys(browser)
            move_by_keys(browser, reader)
            work_by_mouse(browser, reader, source)
            ask_many(browser, folder)
            break_off_and_go_on(browser, server, folder, pictures)
            judge_by_keys(browser, check)
            judge_by_mouse(browser, check)
            stay_out(browser, start)
        finally:
            if browser:
                browser.driver.quit()
            server.terminate()
            server.wait()
    print(f'{len(faults)} faults')
    sys.exit(1 if faults else 0)


AXE = pathlib.Path(sys.argv[2], 'third_party/axe-core/axe.min.js').read_text() if len(sys.argv) > 2 else ''
if __name__ == '__main__':
    main()
