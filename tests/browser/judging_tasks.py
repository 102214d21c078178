"""What browser_test.py does on the pages about judging, and the dossier that it takes: two rounds, two readers, two versions of
a document. `check(fact, text)` notes what is not so.
"""
import json
import pathlib

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select


def judge_twice(run, folder):
    """Two rounds by somebody else than who looks at the pages, with places for and against."""
    cell = ['--municipality', 'Haverdrecht', '--approach', 'Regiekamer Haverdrecht']

    def add(indicator, round_, verdict, *more):
        out = run('-C', folder, 'findings', 'add', '--json', '--author', 'bakker', *cell, '--round', round_, '--indicator', indicator,
                  '--verdict', verdict, *more)
        return json.loads(out.splitlines()[0])['finding']

    first = add('A2.2', '2014', 'voldoet', '--text', 'Er is niemand met doorzettingsmacht.')
    for role, stance in [('gemeente', 'voor'), ('netwerkpartner', 'tegen')]:
        rows = run('-C', folder, 'evidence', '--municipality', 'Haverdrecht', '--role', role, '--json').splitlines()
        place = json.loads(rows[0])
        run('-C', folder, 'findings', 'link', str(first), '--document', place['document'], '--passage', json.dumps(place['passage']),
            '--span', json.dumps(place['span']), '--stance', stance)
    add('A2.2', '2015', 'verbeterpunt', '--text', 'De regisseur kan nog geen knopen doorhakken; bel 06-12345678.')
    add('A2.1', '2014', 'verbeterpunt', '--text', 'Niet elk gezin heeft een regisseur.')
    add('A2.1', '2015', 'voldoet', '--text', 'Elk gezin heeft een regisseur.', '--note', 'alleen overdag')
    add('C3.1', '2014', 'voldoet', '--text', 'Nazorg is geregeld.')
    run('-C', folder, 'review', 'add', '--author', 'jansen', *cell, '--round', '2014', '--indicator', 'A2.1', '--verdict', 'voldoet')


def make_pdf(path, lines):
    """One page with these lines: a file as small as a PDF can be."""
    text = ''.join(f'BT /F1 9 Tf 20 {360 - 30 * i} Td ({line}) Tj ET\n' for i, line in enumerate(lines))
    objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
               '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 400]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
               f'<</Length {len(text)}>>stream\n{text}endstream', '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>']
    pdf, places = '%PDF-1.4\n', []
    for number, body in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += f'{number} 0 obj\n{body}\nendobj\n'
    start = len(pdf)
    pdf += f'xref\n0 {len(objects) + 1}\n0000000000 65535 f \n' + ''.join(f'{place:010} 00000 n \n' for place in places)
    pdf += f'trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(pdf)


def hand_in_again(run, folder):
    """A note whose sentences are linked, and a later version of it that says something else."""
    labels = ['--municipality', 'Aalwijk', '--approach', 'De Spil', '--round', '2014', '--role', 'gemeente']
    versions = {'eerste': ['De regisseur van De Spil heeft doorzettingsmacht in elk gezin in de wijk.',
                           'De regisseur evalueert de aanpak in het voorjaar met alle partners.'],
                'tweede': ['De regisseur van De Spil heeft geen doorzettingsmacht in elk gezin in de wijk.',
                           'De regisseur evalueert de aanpak in het najaar niet met alle partners.']}
    for name, lines in versions.items():
        file = pathlib.Path(folder).parent / name / 'notitie.pdf'
        make_pdf(file, lines)
        run('-C', folder, 'ingest', str(file), *labels)
        if name != 'eerste':
            continue
        document = json.loads(run('-C', folder, 'evidence', '--municipality', 'Aalwijk', '--json').splitlines()[0])['document']
        for indicator, quote in zip(['A2.2', 'A2.1'], lines):
            run('-C', folder, 'findings', 'add', '--author', 'bakker', *labels[:6], '--indicator', indicator, '--verdict', 'voldoet', '--text', quote,
                '--document', document, '--page', '1', '--quote', quote)


def judge_by_keys(browser, check):
    """The pages about judging without a mouse: read blind, decide, point at a place anew, compare."""
    browser.open('/plaatsen')
    browser.find('.again button').send_keys(Keys.ENTER)
    browser.wait_address('melding=gezocht')
    check('2 plaatsen wachten' in browser.text('h1'), 'the places of a new version are not looked for')
    browser.check_axe('places that wait')
    browser.press('j')
    check(browser.has_focus('.waiting:first-child input[name=keuze]'), 'j does not go to a place')
    browser.press('1')
    check(browser.find('.waiting input[name=keuze][value="1"]').is_selected(), '1 does not choose a place')
    browser.press('v')
    browser.wait_address('melding=plaats')
    browser.press('j', '0', 'v')
    browser.wait_address('melding=nergens')

    browser.open('/tweede-lezing?gemeente=Haverdrecht')
    browser.press('j', Keys.ENTER)
    browser.wait_address('/tweede-lezing/cel')
    here = browser.driver.current_url
    check('bevindingen/' not in browser.find('main').get_attribute('innerHTML'), 'a blind page leads to a finding')
    browser.press('2')
    check(browser.find('input[name=oordeel][value=verbeterpunt]').is_selected(), '2 does not choose a verdict')
    browser.press('v')
    browser.wait_address('melding=gelezen')
    check(here not in [link.get_attribute('href') for link in browser.all('.work-list a')], 'what was read still waits')
    check('gemeente=Haverdrecht' in browser.driver.current_url, 'the choice of the list is lost after a reading')
    while browser.all('.work-list .row-link'):
        browser.press('j', Keys.ENTER)
        browser.wait_address('/tweede-lezing/cel')
        browser.press('2', 'v')
        browser.wait_address('melding=gelezen')
        browser.open('/tweede-lezing?gemeente=Haverdrecht')
    browser.open('/tweede-lezing?lijst=verschillen')
    browser.press('j', Keys.ENTER)
    browser.wait_address('/tweede-lezing/verschil')
    browser.press('1', Keys.TAB, 'Samen de passages gelezen.', Keys.ESCAPE, 'v')
    browser.wait_address('melding=beslist')
    check('Samen de passages gelezen.' in browser.text('main'), 'a decision is not listed')

    browser.open('/tegenspraken?gemeente=Haverdrecht')
    browser.press('j')
    check(browser.has_focus('.opposition .row-link'), 'j does not go to a contradiction')
    browser.press(Keys.ENTER)
    browser.wait_address('/matrix?kolom=')
    browser.open('/ronden')
    browser.press('j', Keys.ENTER)
    browser.wait_address('/bevindingen/')
    browser.open('/nog-te-doen?soort=zonder-bewijs')
    browser.press('n')
    browser.wait_address('p=2')
    browser.press('p', 'j', Keys.ENTER)
    browser.wait_address('/matrix?kolom=')
    browser.check_silence('judging by keys')


def judge_by_mouse(browser, check):
    browser.open('/matrix')
    browser.click(browser.find('.sections a[href="/ronden"]'))
    browser.wait_address('/ronden')
    Select(browser.find('#toon')).select_by_value('teruggevallen')
    browser.click(browser.find('.filters-row .button'))
    browser.wait_address('toon=teruggevallen')
    check({cell.text for cell in browser.all('.change')} == {'teruggevallen'}, 'rounds are not filtered')
    browser.click(browser.find('.sections a[href="/tegenspraken"]'))
    browser.wait_address('/tegenspraken')
    Select(browser.find('#gemeente')).select_by_value('Haverdrecht')
    Select(browser.find('#soort')).select_by_value('passages')
    browser.click(browser.find('.filters-row .button'))
    browser.wait_address('soort=passages')
    browser.click(browser.find('.voice-place a'))
    browser.wait_address('/lezer/')
    browser.find('.mark-chosen')
    browser.click(browser.find('.back'))
    browser.wait_address('/tegenspraken')
    browser.click(browser.find('.sections a[href="/nog-te-doen"]'))
    browser.wait_address('/nog-te-doen')
    browser.click(browser.all('.kind-list a')[0])
    browser.wait_address('soort=')
    browser.click(browser.find('.paging a[rel=next]'))
    browser.wait_address('p=2')
    # What looks personal keeps the report back until it is decided on.
    browser.open('/rapporten')
    Select(browser.find('#gemeente')).select_by_visible_text('Haverdrecht')
    Select(browser.find('#ronde')).select_by_visible_text('2015')
    browser.click(browser.find('.report-form .button-main'))
    browser.click(browser.find('.privacy .button-main'))
    browser.wait_address('/rapporten/privacy')
    browser.click(browser.find('input[value=weglaten]'))
    browser.click(browser.find('.personal .button-main'))
    browser.wait_address('melding=vastgelegd')
    browser.open('/rapporten?soort=factsheet&gemeente=Haverdrecht&ronde=2015')
    browser.find('.report-frame')
    browser.open('/rapporten?soort=landelijk&ronde=2014')
    rows = len(browser.all('.figures-table')[0].find_elements(By.CSS_SELECTOR, 'tbody tr'))
    check(rows == len(browser.all('.share-chart')[0].find_elements(By.CSS_SELECTOR, '.bar-name')), 'chart and table differ')
    browser.check_silence('judging by mouse')
