"""Words that say what sort of actor a phrase means, sorted by kind; the manual for ``read_actor``.

Kinds are those of ``Actor``. A head noun without a name gives a kind and nothing more: "militants" are an armed group,
but which one the words do not say. One person is a person, whatever he belongs to; many are their group's.
"""

from __future__ import annotations

_HEADS = {
    "state_forces": """army armies military troops troop soldiers forces force navy airforce marines commandos guards warplanes
        warplane jets jet aircraft planes plane helicopters helicopter gunship gunships drones fleet fleets artillery battalion
        battalions brigade brigades division regiment corps squadron unit units garrison coastguard intelligence sfs personnel
        servicemen rangers patrol patrols conscripts jawans""",
    "government": """government governments regime authorities administration state states ministry ministries ministers
        parliament senate cabinet presidency presidential monarchy court courts prosecutors judiciary department embassy
        consulate council municipality officials junta assembly judges authority""",
    "armed_group": """rebels insurgents guerrillas militants terrorists jihadists jihadist extremists fighters separatists
        mujahideen mujahidin cadres ultras takfiris outfit outfits cartel cartels gang gangs islamists dissidents faction
        factions rebel terrorist""",
    "militia": "militia militias militiamen vigilantes paramilitaries paramilitary shabiha loyalists",
    "police": "police policemen gendarmerie gendarmes constables officers cops constabulary",
    "political_party": "party parties opposition",
    "international_body": "coalition peacekeepers observers mission alliance bloc",
    "outlet": """newspaper newspapers agency agencies television tv radio channel media press outlet website reporters
        correspondents broadcaster daily weekly magazine blog tribune gazette herald""",
    "ngo": "observatory monitor monitors ngo ngos charity charities activists watchdog unions union",
    "civilians": """civilians residents villagers people locals protesters protests demonstrators women children families family
        students workers refugees displaced farmers citizens inhabitants crowd crowds mob witnesses eyewitnesses bystanders
        tribesmen tribes tribe herders pickers pilgrims worshippers miners tourists teachers settlers volunteers labourers
        laborers journalists doctors nurses relatives hostages peasants traders shopkeepers passengers pedestrians mourners
        clerics youths boys girls schoolchildren patients medics fishermen herdsmen migrants evacuees wounded crew employees
        households population populace minors strikers marchers infants babies""",
    "person": """he she his her commander minister president premier king governor mayor official diplomat ambassador envoy
        secretary soldier policeman policewoman constable officer attacker assailant suspect woman boy girl child driver nurse
        doctor journalist reporter correspondent cameraman photographer activist spokesman spokeswoman spokesperson politician
        lawmaker senator judge magistrate prosecutor lawyer emir leader chief head boss general colonel captain lieutenant
        sergeant owner employee worker student teacher farmer villager resident civilian protester witness priest cleric imam
        member fighter militant guerrilla insurgent sniper defector deserter delegate representative adviser pilot trader clerk
        hostage prisoner detainee mother father sister brother son daughter husband wife havildar corporal negotiator
        coordinator founder candidate refugee man""",
    "unidentified": """gunmen gunman assailants attackers individual individuals person persons bomber bombers bandits pirates
        kidnappers suspects perpetrators perpetrator intruders men masked sources source someone somebody nobody reports report
        group groups organisation organization organisations organizations side sides movement movements squad mercenaries""",
}
HEAD_KINDS = {word: kind for kind, words in _HEADS.items() for word in words.split()}
"""Head noun to kind, where the words name nobody."""

OWN_PEOPLE = frozenset(
    """force forces fighters militants members terrorists rebels guerrillas officers officials troops troop soldiers unit units
    jets jet warplanes warplane aircraft planes helicopters drones gunmen insurgents cadres operatives agents jihadists snipers
    commandos commando cells cell brigade brigades battalion battalions column columns group groups organization organisation
    militia militias militiamen movement party side positions police artillery gunners mortars command leadership headquarters
    government regime authorities administration army military air navy outfit statement statements communique communiqué
    release office media press network agency newspaper website channel tv radio reporter reporters correspondent
    correspondents extremists faction factions fighting wing branch alliance coalition bombers attackers men elements
    personnel staff nurses medics teams workers delegates representatives separatists peacekeepers monitors mercenaries
    targets gatherings fleets
    suicide terror terrorist militancy militant rebel guerrilla takfiri jihadi jihadist islamist insurgent separatist armed
    security defence defense news""".split()
)
"""After or before a name: its own people, arms or mouthpiece. What they do or say the actor does or says."""

ROLES = frozenset(
    """leader leaders commander commanders chief head director official source sources minister secretary adviser advisor deputy
    general colonel captain lieutenant major brigadier officer envoy ambassador lawyer prisoner prisoners captive captives
    detainee detainees hostage hostages supporter supporters sympathizers defector defectors relative relatives victim victims
    family families founder coordinator representative delegate negotiator activist activists doctor doctors chairman
    chairwoman co-chair president premier mayor governor senator candidate lawmaker mp suspect suspects boss emir havildar
    constable sergeant corporal soldier member fighter bomber nurse cameraman photographer journalist diplomat sniper gunman
    attacker politician operative cadre pilot man woman defendant judge magistrate marine affiliate offshoot""".split()
)
"""A person in or around an actor, who is not the actor: the name is kept as affiliation only."""

PERSON_HEADS = frozenset(word for word, kind in HEAD_KINDS.items() if kind == "person") | frozenset(
    "gunman bomber militant terrorist rebel guerrilla insurgent jihadist marine operative".split()
)
"""A phrase that ends in one of these means one person."""

MOUTHPIECES = frozenset("spokesman spokeswoman spokesperson spokesmen spokespersons spokespeople".split())
"""Who speaks for an actor: with a person's name or without, the voice is the actor's."""

MOUTHS = frozenset("reporter correspondent".split())
"""An outlet's person who is its voice: "SANA's reporter" is SANA."""

FORMER = frozenset("former ex onetime".split())
"""What is an actor's no longer is not the actor."""

TITLES = frozenset(
    """mr mrs ms miss dr prof sir lord sheikh sheik imam mullah maulana father bishop archbishop pope cardinal rev reverend
    gen general col colonel lt capt captain maj major brig brigadier sgt sergeant cpl adm admiral president premier minister
    senator deputy judge justice ambassador secretary king prince queen emir governor mayor congressman commander politician
    delegate envoy lawmaker head boss chief leader co-chair""".split()
)
"""In front of a capitalised name: a person."""

PRONOUNS = frozenset(
    """he she it they we i you him her them us me his hers its their our who which that this these those itself himself
    themselves one both some others another everyone whoever""".split()
)
"""Words that stand for a name: never resolved here."""

NOBODY = frozenset(("nobody", "no one", "none", "no group", "no organisation", "no organization", "each other"))
"""Words that name no actor at all."""

LITTLE = frozenset(
    """the a an this that these those its their his her our some several many few all both various one two three four five six
    seven eight nine ten eleven twelve dozen dozens hundreds scores more than least at about nearly around over other another
    most so-called self-styled self-proclaimed alleged suspected presumed purported supposed reported believed armed heavily
    unidentified unknown local foreign foreign-backed own joint allied loyal pro-government main major largest new old late
    embattled rightist leftist takfiri terrorist islamist jihadist militant extremist rebel separatist outlawed banned
    proscribed hardline radical ruling murderous brutal of group organization organisation network regular special elite same
    official state-run state northern southern eastern western central national kurdish arab sunni shia shiite muslim
    kurdish-led marxist leftwing rightwing catholic little-known combined political field senior top
    paramilitary ethnic continental""".split()
)
"""Words around a name that change nothing about who it is."""

COMMON_WORDS = frozenset(
    """national army interim government internal security forces force autonomous administration self joint reconciliation
    center centre council resistance committees committee islamic union front popular democratic liberation peoples people red
    cross dawn amnesty peace companies salvation patriotic unity movement revolutionary rangers service counter terrorism belt
    northern alliance state department defense defence general command central party""".split()
)
"""Where a name is made of these alone, it counts only with its capitals: "the interim government" is any."""

SHOUTED = frozenset("is who let mend dem us may can sams tak amnesty dawn ana ric".split())
"""Acronyms and names that are English words: in a text all in capitals nothing tells them apart."""

THINGS = frozenset(
    """buses bus truck trucks vehicle vehicles car cars convoy convoys base bases camp camps building buildings headquarters
    office offices airlines desk airport station stations post posts checkpoint checkpoints ship ships boat boats bank hospital
    school roulette embassy flag uniform uniforms stronghold strongholds hideout hideouts depot depots arsenal""".split()
)
"""What an actor owns: it is not the actor, whose name is kept as affiliation."""

PEOPLES = {
    "kurdish": "SY IQ TR IR", "baloch": "PK IR", "balochi": "PK IR", "basque": "ES FR", "tamil": "LK IN", "tuareg": "ML NE DZ",
    "houthi": "YE", "chechen": "RU", "rohingya": "MM", "karen": "MM", "kachin": "MM", "tigrayan": "ET", "oromo": "ET",
    "amhara": "ET", "corsican": "FR", "irish": "GB IE", "kashmiri": "IN PK", "naga": "IN",
}  # fmt: skip
"""Peoples that descriptions name, to the countries that such a group can be of: "the Basque separatists"."""

_ARMED = ("armed_group", "militia")
_GROUP = (*_ARMED, "political_party", "ngo")
DEFINITES = {
    **dict.fromkeys("group network outfit".split(), _GROUP),
    **dict.fromkeys("organisation organization".split(), (*_GROUP, "international_body")),
    **dict.fromkeys(
        """militants rebels guerrillas guerrilla insurgents jihadists fighters terrorists faction militia brigade brigades
        separatists dissidents communists islamists paramilitaries kidnappers extremists mercenaries loyalists gang""".split(),
        _ARMED,
    ),
    **dict.fromkeys("army military troops soldiers".split(), ("state_forces",)),
    **dict.fromkeys("regime junta government authorities state ministry parliament assembly".split(), ("government",)),
    **dict.fromkeys("coalition bloc mission peacekeepers".split(), ("international_body",)),
    **dict.fromkeys("observatory monitor watchdog charity ngo".split(), ("ngo",)),
    **dict.fromkeys("newspaper channel broadcaster".split(), ("outlet",)),
    "police": ("police",),
    "force": ("state_forces", "police", *_ARMED),
    "agency": ("outlet", "international_body", "state_forces"),
    **dict.fromkeys("cartel front movement party union council alliance league".split(), (*_GROUP, "international_body")),
}
"""Head of a definite description ("the group") to the kinds it can stand for."""

IN_THE_NAME = frozenset("cartel front movement party union council alliance league".split())
"""Heads that are part of names: "the front" can stand only for one that is called so."""

DEFINITE_IDS = {
    "ministry": "-ministry", "parliament": ":parliament", "assembly": ":parliament", "army": ":armed-forces",
    "military": ":armed-forces", "troops": ":armed-forces", "soldiers": ":armed-forces",
}  # fmt: skip
"""Heads that only one office of a state fits: "the army" is no air force and no secret service."""
