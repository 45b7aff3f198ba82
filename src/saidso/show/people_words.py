"""The words by which the guard tells an office from a neighbour: offices, cues of private life, organisations, first names.

All lower case and without diacritics, as ``people.fold`` writes them. A word that could be either is left out of OFFICES,
so that we err towards a pseudonym: "doctor", "professor", "activist", "lawyer", "fighter" and "sheikh" are callings, not offices.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


RANKS = _words(
    """general gen colonel col lieutenant lt major maj captain capt sergeant sgt corporal cpl brigadier brig admiral adm
    marshal commander commodore commandant warlord lieutenant-general major-general brigadier-general lieutenant-colonel"""
)
"""Ranks that stand right before a name. "private" is not here: as a word it far more often means not public."""

OFFICES = RANKS | _words(
    """president vice-president ex-president premier chancellor minister king queen prince princess emir amir sultan monarch
    senator sen congressman congresswoman mp mep deputy lawmaker legislator governor gov mayor prefect ambassador envoy
    diplomat consul spokesman spokeswoman spokesperson spokespersons spokesmen representative rep delegate negotiator
    secretary secretary-general undersecretary chief chairman chairwoman chairperson chair head leader co-leader co-chair
    co-chairman co-president director director-general commissioner coordinator prosecutor judge magistrate justice
    bishop archbishop cardinal patriarch pope ayatollah mufti caliph official attache comandante speaker
    inspector sub-inspector superintendent advisor adviser attorney-general
    rapporteur ombudsman general-secretary vice-chairman deputy-commander co-spokesperson strategist-in-chief
    prime-minister statesman parliamentarian councillor councilor councilman presidency politician treasurer founder"""
)
"""Offices, ranks and party roles: a person named with one of these stays. "Speaker" is capitalised only before a name."""

OFFICE_OPENERS = _words("vice deputy acting interim former ex then first prime foreign interior defence defense chief co")
"""Words that may stand between an article and the office: "the acting governor"."""

BODIES = _words(
    """party ministry government army command council parliament senate politburo committee bureau assembly congress cabinet
    leadership commission federation union front movement brigade brigades battalion police forces guard presidency congress
    department directorate duma knesset majlis bloc faction coalition alliance tendency international"""
)
"""Bodies that make "a member of the ..." a party role or an office."""

PARTY_BODIES = _words("party ministry government parliament senate politburo duma cabinet majlis tendency")
"""Bodies narrow enough for "Ana Ruiz of the Workers' Party" to be a party role. A council may be an aid group: not here."""

KIN = _words(
    """wife husband widow widower son daughter brother sister mother father uncle aunt cousin nephew niece grandfather
    grandmother grandson granddaughter fiance fiancee girlfriend boyfriend neighbour neighbor friend child baby twin twins
    infant relative stepson stepdaughter sons daughters brothers sisters"""
)

PRIVATE = KIN | _words(
    """resident residents shopkeeper farmer teacher student pupil driver doctor nurse medic paramedic surgeon engineer baker
    butcher tailor fisherman shepherd worker labourer laborer carpenter mechanic merchant trader vendor grocer barber waiter
    villager townsman townswoman refugee evacuee survivor witness eyewitness victim patient detainee prisoner inmate hostage
    civilian bystander passer-by pedestrian passenger mourner protester protestor demonstrator volunteer activist blogger
    journalist reporter photographer cameraman freelancer lawyer pensioner retiree grandmother grandfather housewife widow
    orphan boy girl man woman teenager schoolboy schoolgirl schoolteacher electrician plumber pharmacist librarian musician
    poet writer imam priest pastor monk nun conscript deserter recruit fighter militant soldier escapee returnee local owner
    landlord landlady tenant caretaker guard bodyguard janitor cleaner cook clerk accountant herder beekeeper miner taxi
    boatman ferryman porter hunter hiker tourist beggar singer actor actress artist author coach athlete footballer
    dentist midwife therapist psychologist chef butler maid gardener weaver potter blacksmith goldsmith jeweller tanner
    roofer bricklayer painter welder technician programmer economist historian archaeologist linguist geographer scholar
    graduate undergraduate apprentice intern freelancer stringer fixer interpreter translator guide courier postman
    motorcyclist biker rider jogger shopper customer guest lodger settler nomad bedouin fisher woodcutter charcoal-burner
    peasant labourers toddler newborn infant schoolchild classmate schoolmate colleague co-worker roommate flatmate
    parents parent grandparents grandchild grandchildren son-in-law daughter-in-law brother-in-law sister-in-law
    father-in-law mother-in-law stepfather stepmother godfather godmother bride groom bridegroom spouse partner
    captive kidnapped bereaved deceased dead parishioner motorist cyclist commuter worshipper stallholder seamstress"""
)
"""Words of private life: next to a name they make a person private whatever else was read."""

HONORIFICS = _words("mr mrs ms miss mme madame monsieur sr sra senor senora herr frau dr prof haji sheikh shaykh")

SPEECH = _words(
    """said says say told tells added adds recalled recalls explained explains asked asks wept cried described describes
    remembered remembers stated claimed claims replied insisted complained testified whispered shouted recounted recounts
    noted warned wrote writes posted denied denies reported reports according interview interviewed"""
)

HEADLINES = _words(
    """shot dead killed dies died kills kill hit hits hurt injured injures wounded wounds found abducted kidnapped arrested
    detained held freed released missing attacked attacks beaten raped stabbed burned bombed shelled buried mourned missing
    feared trapped taken seized identified named charged accused blamed targeted family body bodies raid strike attack blast
    bomb mine shelling clash clashes police army report reports toll days hours years death murder murdered slain"""
)
"""Words of headlines in capitals, where case does not tell them from a name."""

PARTICLES = _words(
    "al el ul ad an ar as ash at az bin ben ibn bint abu umm um abd de da do dos das del della di la le du van von der den ter y"
    " wa ag ould walad binti binte"
)
"""Small words inside a name: "Samira al Hadi", "Luis de la Cruz". They never open or close one, but for those in OPENING."""

OPENING = _words("al el ash abu umm um ibn bin bint abd ben de da del van von di du la le")

ORGANISATION = _words(
    """party front brigade brigades battalion army forces force command council parliament senate politburo committee bureau
    assembly congress cabinet commission federation union movement ministry government police guard guards department agency
    directorate organisation organization association foundation institute university college school hospital clinic church
    mosque cathedral observatory watch monitor times news post herald courier tribune gazette journal daily weekly press tv
    radio channel network media service services office court bank company corporation group league club society centre
    center international national nations united republic democratic people's peoples workers liberation islamic state states
    resistance regiment division corps militia alliance coalition tendency administration authority house palace airport
    airbase base camp prison dam bridge road street avenue highway square market bazaar district province governorate county
    region city town village valley river lake mount mountain mountains hill hills island islands sea gulf bay port north
    south east west northern southern eastern western central security defence defense war day operation treaty agreement
    accord accords convention rights human humanitarian relief crescent cross museum stadium hotel quarter neighbourhood
    neighborhood statement communique telegraph observer echo chronicle bulletin lantern star voice wire works factory plant mill
    syndicate initiative campaign project programme program freedom revolutionary communist socialist marxist-leninist joint
    patrol kingdom federal empire union's desk staff newsroom editorial publisher press' institute's jabhat"""
)
"""A run of capitalised words that holds one of these is a body, a place or a paper, unless the model says Person."""

GEOGRAPHY = _words(
    """syria iraq turkey turkiye iran russia ukraine georgia israel palestine lebanon jordan egypt libya sudan yemen
    afghanistan pakistan india china japan korea america britain england scotland france germany spain italy poland hungary
    europe asia africa latin arabia kuwait qatar bahrain oman ethiopia eritrea somalia kenya uganda rwanda congo chad mali
    niger nigeria colombia venezuela peru bolivia chile argentina mexico guatemala honduras nicaragua panama cuba haiti
    brazil salvador serbia kosovo bosnia croatia albania greece cyprus armenia azerbaijan chechnya dagestan kurdistan
    rojava crimea donbas gaza moscow ankara damascus aleppo idlib homs hama raqqa mosul baghdad tehran kyiv kiev london
    paris washington berlin brussels geneva cairo beirut tripoli khartoum kabul jerusalem istanbul afrin kobani kobane
    hasakah heseke qamishli san santa new saudi abu-dhabi sri lanka burma myanmar lower upper old bay falls"""
)

STOP = _words(
    """a an the this that these those he she it they we you i his her its their our your my him them us who whom whose which
    what where when why how and or but nor so yet if then than as at by for from in into of off on onto out over to under up
    with without within about after against along among around before behind below beneath beside between beyond despite down
    during except inside like near outside past per since through throughout toward towards until upon via while although
    because unless whereas also again already always never not no yes one two three four five six seven eight nine ten
    eleven twelve dozens several many some most few all each every any both either neither another other others such same
    here there now today yesterday tomorrow tonight morning afternoon evening night later earlier meanwhile however moreover
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december spring summer autumn winter is are was were be been being has have had do does did will would
    can could shall should must might says said told according reports reported person people persons question answer q
    editor copyright published photo file page statement interview interviewer moderator host presenter anonymous unknown unnamed
    unidentified breaking update exclusive analysis opinion speaking asked witnesses officials local killed injured wounded
    died god allah lord christ jesus muhammad's islam christian muslim kurdish arab turkish russian syrian iraqi iranian
    american british french german israeli palestinian ukrainian european african asian english arabic western dear source
    latitude longitude coordinates sources only even just still perhaps maybe last next late early mid our from re fwd subject
    via gunman gunmen attacker attackers assailant assailants insurgent insurgents"""
)
"""Words that are no name even when a sentence opens with them."""

ADDRESS_WORDS = _words(
    """txt pdf doc docx odt rtf html htm xhtml php asp aspx jsp xml json jsonl csv tsv xlsx xls ods eml msg mbox md rst epub zip
    gz tif tiff jpg jpeg png gif webp heic mp mov avi wav ogg http https www com org net int gov edu info index default home users
    user desktop desk documents document docs download downloads upload uploads files file folder data tmp temp work project
    projects archive archives backup inbox outbox attachment attachments scan scans scanned ocr image images img photo photos
    video videos audio recording transcript transcripts translation translated draft final copy version edited clean raw new old
    page pages row line part section chapter annex appendix report reports story stories article articles news newsletter feed
    rss amp wire update updates live blog blogs post posts item items entry archive category tag tags topic topics world
    local national international politics war conflict violence crisis attack attacks raid strike strikes airstrike shelling
    bombing clash clashes killing killings killed dead death deaths wounded injured civilian civilians soldier soldiers rebel
    rebels army police government ministry minister president court prison interview interviews statement statements communique
    press release briefing bulletin letter letters note notes memo minutes testimony testimonies affidavit witness witnesses
    victim victims family families source sources list lists table summary weekly daily monthly annual morning evening sunday
    print view read share edition english arabic kurdish turkish spanish french russian lang id ref utm medium campaign source
    query search date year month day time author title empty fax mail email message messages chat thread reply corrected
    correction sample samples example examples test input output incoming saidso ledger column stream content main site public
    private internal partner shared share drive cloud media library research field office headquarters bureau mission"""
)
"""Words of file names and web addresses that name nobody."""

PEOPLES = _words(
    """yazidi yezidi kurd kurdish iraqi israeli saudi pakistani afghan afghani azeri kuwaiti yemeni omani qatari emirati bengali
    somali nepali punjabi rohingya hutu tutsi hazara pashtun tajik uzbek turkmen uyghur druze alawite shia shiite sunni sufi
    arab roma tatar chechen ingush greek swiss dutch french welsh irish scots basque catalan maya mapuche zulu xhosa hausa
    fulani igbo yoruba tigray tigrayan oromo amhara dinka nuer copt coptic royal ruling holy nuclear christian muslim jewish"""
)
"""Peoples and other words that tell one family from the next without naming it; those in "-ian", "-ish", "-ese" need no list."""

GIVEN = _words(
    """ahmad ahmed ahmet mohammed mohammad muhammad mohamed mehmet mahmoud mahmud mustafa ali hassan hasan hussein husain
    huseyin hussain omar umar othman osman khalid khaled khalil ibrahim ismail youssef yusuf yousef yousif abdullah abdallah
    abdul karim kareem rahim samir samira amir amira amina aminah fatima fatma aisha ayse zeynep zainab maryam mariam layla
    leila leyla nour noor nura huda hoda salma sara sarah rania rana dina lina lama hala hanan samar nadia nadim salim saleem
    saleh salih tariq tarek walid waleed ziad zaid zayd bilal faisal faysal fadi farid farida jamal jamil jamila kamal mazen
    munir nabil nasser nasir rashid rami riad sami sufyan suleiman sulayman taha wael yasser yasin ghassan haitham hamid hamza
    imad issa jaber marwan mona muna murad rojda roj berivan dilan dilar hevin rojin azad serhat baran zilan sinan emre burak
    can deniz elif emine hatice kemal murat orhan serkan yilmaz ivan oleksandr olena oksana iryna andriy mykola dmytro serhiy
    volodymyr vladimir sergei sergey dmitry dmitri mikhail nikolai alexei aleksei andrei igor oleg olga natalia natalya
    svetlana tatiana irina elena anna maria yulia ekaterina viktor victor pavel petro roman taras bohdan yuri yuriy galina
    halyna lyudmila ramzan aslan ruslan zaur timur juan jose luis carlos jorge miguel pedro pablo francisco javier rafael
    ricardo roberto fernando alejandro andres antonio manuel mario marta ana lucia carmen rosa isabel sofia julio julia cesar
    diego eduardo enrique ernesto felipe guillermo hector ignacio jaime joaquin oscar ramon raul rodrigo sergio tomas vicente
    martin james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander patrick raymond jack dennis jerry
    mary patricia jennifer linda elizabeth barbara susan jessica karen nancy lisa margaret sandra ashley kimberly emily donna
    michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy angela ruth jane peter
    emma alice clara marie jean pierre jacques philippe francois claire camille hans klaus jurgen wolfgang greta ingrid
    marko milan dragan zoran goran jovan nikola petar stefan milica jelena ivana dusan tamar giorgi levan nino davit arman
    hayk anahit karen aram narek tigran moussa musa amadou mamadou fatou ibrahima kofi kwame chinedu ngozi tendai abebe tesfaye
    hawa adama omer idris yaqub bashir farah halima khadija safiya asha deqa ravi priya sanjay anil sunita rahul imran asif
    nasreen shabana tahir zahra reza hossein mehdi fereshteh shirin dariush parvin golnaz farhad soraya nasrin wei ming jing
    minh linh somchai aung thant daw ko wirawan budi siti dewi moshe yosef avi yael noa eitan shira tamir"""
)
"""Frequent first names of the regions we read about: one of these before another capitalised word is a person."""

NOT_PEOPLE = frozenset(
    {"abu dhabi", "abu ghraib", "abu kamal", "abu rasin", "abu simbel", "abu musa", "san jose", "san juan", "san pedro"}
)
"""Places that look like names."""

FIGURES = frozenset(
    {
        "adolf hitler", "alfredo cristiani", "alexander lukashenko", "ali khamenei", "bashar al assad",
        "bashar assad", "barack obama", "benjamin netanyahu", "boris yeltsin", "donald trump", "emmanuel macron",
        "fidel castro", "george bush", "hafez al assad", "hassan rouhani", "joe biden", "josef stalin", "karl marx",
        "kim jong un", "leon trotsky", "mahmoud abbas", "mao zedong", "mikhail gorbachev", "muammar gaddafi",
        "narendra modi", "nicolas maduro", "recep tayyip erdogan", "saddam hussein", "slobodan milosevic",
        "tayyip erdogan", "vladimir lenin", "vladimir putin", "volodymyr zelensky", "volodymyr zelenskyy",
        "xi jinping",
    }
)  # fmt: skip
"""Heads of state and government, present and past, who are named without their office. Short on purpose: whoever is missing here
and stands without an office gets a pseudonym, which costs a reader a look at the internal copy and harms nobody."""

FIGURE_SURNAMES = _words(
    """putin erdogan assad trump obama biden netanyahu macron khamenei rouhani lukashenko zelensky zelenskyy maduro gaddafi
    milosevic yeltsin gorbachev stalin lenin hitler trotsky cristiani marx"""
)
"""Those of FIGURES whose bare surname means them. Castro, Bush, Hussein and Abbas are too many people's names."""
