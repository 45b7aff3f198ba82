"""Words that say what sort of actor a phrase means, sorted by kind; the manual for ``read_actor``.

Kinds are those of ``Actor``. A head noun without a name gives a kind and nothing more: "militants" are an armed group,
but which one the words do not say.
"""

from __future__ import annotations

_HEADS = {
    "state_forces": """army armies military troops troop soldiers soldier forces force navy airforce marines commandos guards
        warplanes warplane jets jet aircraft planes plane helicopters helicopter gunships drones fleets artillery battalion
        brigade division regiment corps squadron unit units garrison coastguard intelligence sfs personnel servicemen""",
    "government": """government governments regime authorities administration state states ministry minister ministers parliament
        senate cabinet president presidency presidential premier monarchy king court courts prosecutor prosecutors judiciary
        department embassy council municipality governor mayor officials official diplomat ambassador envoy secretary""",
    "armed_group": """rebels rebel militants militant insurgents insurgent guerrillas guerrilla terrorists terrorist jihadists
        jihadist extremists fighters fighter separatists mujahideen mujahidin cadres cadre ultras takfiris outfit outfits
        mercenaries cartel cartels""",
    "militia": "militia militias militiamen vigilantes paramilitaries paramilitary shabiha",
    "police": "police policemen policeman policewoman gendarmerie gendarmes constable constables officers cops",
    "political_party": "party parties opposition movement",
    "international_body": "coalition peacekeepers observers mission",
    "outlet": """newspaper newspapers agency agencies television tv radio channel media press outlet website reporter reporters
        correspondent correspondents journalist journalists broadcaster daily weekly magazine blog""",
    "ngo": "observatory monitor monitors ngo ngos charity activists activist watchdog volunteers",
    "civilians": """civilians civilian residents resident villagers villager people locals protesters protester demonstrators
        demonstrator women woman children child men man families family students student workers worker refugees refugee
        displaced farmers citizens inhabitants crowd crowds mob witnesses witness eyewitnesses bystanders tribesmen tribes""",
    "unidentified": """gunmen gunman assailants assailant attackers attacker individuals individual persons person bombers bomber
        suspects suspect perpetrators perpetrator intruders masked sources source someone somebody nobody reports report
        group groups organisation organization organizations organisations faction factions side sides gang gangs""",
}
HEAD_KINDS = {word: kind for kind, words in _HEADS.items() for word in words.split()}
"""Head noun to kind, where the words name nobody."""

OWN_PEOPLE = frozenset(
    """forces force fighters fighter militants militant members member terrorists terrorist rebels rebel guerrillas guerrilla
    troops troop soldiers soldier units unit jets jet warplanes warplane aircraft planes helicopters drones gunmen insurgents
    insurgent cadres cadre operatives operative jihadists jihadist snipers commandos cells cell brigades group groups
    organization organisation militia militias militiamen movement party side positions police artillery gunners mortars
    command leadership headquarters government regime authorities administration army military air force navy outfit
    spokesman spokeswoman spokesperson spokespersons statement statements communique communiqué release office media press
    network agency newspaper website channel tv radio reporter correspondent correspondents reporters extremists faction
    battalion commando fighting wing branch alliance coalition bomber bombers suicide attackers men elements
    terror militancy takfiri jihadi islamist separatist armed staff personnel warplanes""".split()
)
"""After or before a name: its own people, arms or mouthpiece. What they do or say the actor does or says."""

ROLES = frozenset(
    """leader leaders commander commanders chief head director official officials source sources minister secretary adviser
    advisor deputy general colonel captain lieutenant major brigadier officer envoy ambassador lawyer prisoner prisoners
    captive captives detainee detainees supporter supporters sympathizers defector defectors relative relatives victim
    victims founder coordinator representative representatives delegate negotiator activist activists doctor doctors chairman
    president premier mayor governor senator deputy-minister candidate lawmaker mp suspect suspects boss emir""".split()
)
"""A person in or around an actor, who is not the actor: the name is kept as affiliation only."""

TITLES = frozenset(
    """mr mrs ms miss dr prof sir lord sheikh sheik imam mullah maulana father bishop archbishop pope cardinal rev reverend
    gen general col colonel lt capt captain maj major brig brigadier sgt sergeant cpl adm admiral president premier minister
    senator deputy judge justice ambassador secretary king prince queen emir governor mayor congressman""".split()
)
"""In front of a capitalised name: a person."""

PRONOUNS = frozenset(
    """he she it they we i you him her them us me his hers its their our who which that this these those itself himself
    themselves one both some others another everyone""".split()
)

LITTLE = frozenset(
    """the a an this that these those its their his her our some several many few all both various two three four five other
    another most so-called self-styled self-proclaimed alleged suspected armed heavily unidentified unknown local foreign
    foreign-backed former own joint allied loyal pro-government main major largest new old late embattled rightist leftist
    takfiri terrorist islamist jihadist militant extremist rebel separatist outlawed banned proscribed hardline radical
    ruling and of group organization organisation network regular special elite same official state-run state northern
    southern eastern western central national kurdish arab sunni shia shiite kurdish-led hardline marxist
    leftwing rightwing catholic""".split()
)
"""Words around a name that change nothing about who it is."""

DEFINITES = {
    "group": ("armed_group", "militia", "political_party", "ngo"),
    "organisation": ("armed_group", "militia", "political_party", "ngo", "international_body"),
    "organization": ("armed_group", "militia", "political_party", "ngo", "international_body"),
    "militants": ("armed_group", "militia"),
    "rebels": ("armed_group", "militia"),
    "guerrillas": ("armed_group",),
    "guerrilla": ("armed_group",),
    "insurgents": ("armed_group",),
    "jihadists": ("armed_group",),
    "fighters": ("armed_group", "militia"),
    "terrorists": ("armed_group",),
    "faction": ("armed_group", "militia", "political_party"),
    "militia": ("militia",),
    "front": ("armed_group", "political_party"),
    "movement": ("armed_group", "political_party"),
    "party": ("political_party",),
    "cartel": ("armed_group",),
    "brigade": ("armed_group", "militia"),
    "brigades": ("armed_group", "militia"),
    "army": ("state_forces",),
    "military": ("state_forces",),
    "troops": ("state_forces",),
    "soldiers": ("state_forces",),
    "regime": ("government",),
    "government": ("government",),
    "authorities": ("government",),
    "state": ("government",),
    "ministry": ("government",),
    "police": ("police",),
    "coalition": ("international_body",),
    "alliance": ("international_body",),
    "mission": ("international_body",),
    "agency": ("outlet", "international_body"),
    "newspaper": ("outlet",),
    "channel": ("outlet",),
    "observatory": ("ngo",),
    "monitor": ("ngo",),
    "watchdog": ("ngo",),
    "ngo": ("ngo",),
}
"""Head of a definite description ("the group") to the kinds it can stand for."""
