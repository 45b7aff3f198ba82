"""The words that ``origin_cases`` makes its reports of: invented towns, parties and papers, and sentence templates.

Every pool has lots, each written before it was measured for the first time; after that the rules were mended on it. What a
lot gave at first sight stands in docs/linking.md: it says more about wordings that nobody tuned on than any later figure.

In templates: {n} the number, {who} whom it counts, {town} {near} {region} {capital} {road} places, {spot} the scene,
{act} the event's noun, {day} a weekday, {C} a clause, {V} a voice, {P} a paper, {X} the perpetrator.
"""

# ruff: noqa: E501 - a table of templates reads better with a row unbroken

from __future__ import annotations

from origin_words_seventh import SEVENTH
from origin_words_sixth import SIXTH

TOWNS = ("Karaf", "Harun", "Tel Amin", "Wadi Sem", "Sarit", "Oren", "Jebel Nur", "Maresh", "Dovan", "Kesra", "Ulat", "Pirin")
REGIONS = ("Orra", "Vessia", "Tarka", "Ostren", "Lomar")
CAPITALS = ("Vess", "Ostra", "Mirdan")
SPOTS = ("the market", "the bus station", "the customs post", "the grain depot", "the old bridge", "the brick works", "the school",
         "the water station", "the checkpoint", "the post office")  # fmt: skip
PEOPLE = ("people", "civilians", "villagers", "passengers", "labourers", "farmers", "soldiers", "guards")
PARTIES = ("the Free Column", "the Ember Battalion", "the Hill Workers' League", "the Northern Shield", "the Army of Dawn",
           "the Vessian Liberation Front", "the River Brigade")  # fmt: skip
PERSONS = ("Dalil Omra", "Tarin Oshe", "Selka Vand", "Mirat Kol", "Joren Hadi", "Ansa Perrin", "Bero Lut", "Ilva Sarn")
TRADES = ("shopkeeper", "farmer", "teacher", "driver", "baker", "nurse")
PAPERS = ("Daily Orra", "Port Gazette", "Coast Radio", "Valley Monitor", "World Desk", "Bay Post", "Hill Tribune", "Lomar Mail",
          "Evening Lantern", "Radio Ostren", "The Sarit Chronicle", "Delta Times", "Channel Six", "Morning Star of Tarka",
          "Plains Observer", "The Vess Courier", "Kesra Online", "Meridian News", "Border Review", "Radio Pirin",
          "The Ulat Standard", "Noon Express", "Harbour News", "Radio Kesra", "The Dovan Post", "Steppe Gazette", "Lighthouse Daily",
          "City Register", "Maresh Today", "Pirin Telegraph", "The Free Reader", "Channel Two", "Southern Echo", "Union Leader",
          "Oasis Radio", "Frontier Dispatch", "The Weekly Mirror", "Canal Journal")  # fmt: skip
SISTERS = (("Orra Today", "Orra Evening", "Orra Media"), ("Lake Herald", "Lake Sunday", "Lake Group"),
           ("Capital Brief", "Capital Weekend", "Brief Holdings"))  # fmt: skip
AGENCIES = ("North Wire", "South Wire", "Ostren News Agency", "Continental Press Service", "LPA", "Mirdan Telegraph Agency")
ACTS = ("shelling", "attack", "raid", "bombardment", "assault", "ambush", "explosion", "strike")

CLAUSES = {
    "killed": {
        "first": ("{n} {who} were killed at {spot} in {town}", "the {act} on {spot} of {town} left {n} {who} dead",
                 "{n} {who} died when {spot} in {town} was hit", "the {act} in {town} killed {n} {who}",
                 "{n} {who} had lost their lives near {town}", "the death toll of the {act} in {town} stood at {n}",
                 "{n} bodies had been recovered from {spot}", "the {act} near {town} claimed {n} lives"),
        "second": ("{n} dead {who} had been counted in {town}", "{n} {who} did not survive the {act} on {spot}",
                 "the number of {who} killed in {town} had reached {n}", "{n} {who} perished at {spot} in {town}",
                 "the {act} cost {n} {who} their lives", "{n} {who} were shot dead near {spot} of {town}"),
    },
    "injured": {
        "first": ("{n} {who} were wounded at {spot} in {town}", "the {act} on {spot} of {town} injured {n} {who}",
                 "{n} {who} were hurt when {spot} in {town} was hit", "the {act} in {town} left {n} {who} wounded",
                 "{n} {who} had suffered injuries near {town}", "{n} injured {who} had been brought in from {spot}"),
        "second": ("{n} {who} were being treated for wounds in {town}", "the number of {who} wounded in {town} had reached {n}",
                 "{n} {who} sustained injuries at {spot} in {town}", "{n} wounded {who} were carried from {spot}",
                 "{n} {who} were injured in the {act} on {town}"),
    },
    "vehicles": {
        "first": ("{n} vehicles were burnt at {spot} in {town}", "the {act} on {spot} of {town} destroyed {n} vehicles",
                 "{n} vehicles had been set on fire near {town}", "the {act} in {town} left {n} vehicles in ruins",
                 "{n} burnt vehicles were standing on the {road} road"),
        "second": ("{n} vehicles were lost in the {act} on {town}", "the flames had consumed {n} vehicles at {spot}",
                 "{n} wrecked vehicles lay along the {road} road", "{n} vehicles were hit near {spot} of {town}",
                 "the number of vehicles destroyed in {town} had reached {n}"),
    },
    "abducted": {
        "first": ("{n} {who} were abducted at {spot} in {town}", "gunmen had kidnapped {n} {who} near {town}",
                 "{n} {who} had been taken away from {spot}", "the {act} on {town} ended with {n} {who} abducted",
                 "armed men seized {n} {who} on the {road} road"),
        "second": ("{n} {who} were carried off from {town}", "the attackers took {n} {who} hostage at {spot}",
                 "{n} {who} had been kidnapped on the {road} road", "the number of {who} abducted in {town} had reached {n}",
                 "gunmen led {n} {who} away from {spot} of {town}"),
    },
    "perpetrator": {
        "first": ("fighters of {X} carried out the {act} in {town}", "{X} was behind the {act} on {spot} in {town}",
                 "{X} had attacked {spot} of {town}", "the {act} near {town} was the work of {X}",
                 "men of {X} had opened fire at {spot}"),
        "second": ("{X} had planned and led the {act} on {town}", "the attackers in {town} belonged to {X}",
                 "a unit of {X} had stormed {spot}", "{X} bore responsibility for the {act} in {town}",
                 "it was {X} that attacked {spot} in {town}"),
    },
}  # fmt: skip

ATTRIBUTIONS = {
    "first": ("{C}, {V} said.", "{C}, according to {V}.", "{V} said {C}.", "{V} said that {C}.", "According to {V}, {C}.",
             "{V} said in a statement on {day} that {C}.", "{V} announced on {day} that {C}.", "{V} reported that {C}.",
             "{C}, said {V}.", "{C}, {V} said on {day}.", "In a statement, {V} said {C}.", "{V} told {P} that {C}.",
             "{V} confirmed that {C}.", "{C}, {V} told {P}."),
    "second": ("{C}, {V} told reporters.", "{V} was quoted as saying that {C}.", "As {V} said on {day}, {C}.",
             "{C}, {V} announced late on {day}.", "Figures released by {V} show that {C}.", "{V} acknowledged on {day} that {C}.",
             "{V} has stated that {C}.", "On {day}, {V} said that {C}.", "{C}, {V} said in a post on its channel.",
             "{V} maintains that {C}.", "{C}, states a report by {V}."),
}  # fmt: skip
TOLLS = {
    "first": ("{V} put the toll at {n}.", "{V} put the number at {n}.", "{V} gave a figure of {n}."),
    "second": ("{V} spoke of {n}.", "By the count of {V} there were {n}."),
}  # fmt: skip
CITING = {
    "first": ("{C}, {P} reported.", "{P} reported that {C}.", "According to {P}, {C}.", "{P} said that {C}."),
    "second": ("{C}, {P} wrote on {day}.", "As {P} reported on {day}, {C}.", "{C}, as first reported by {P}.",
             "A report by {P} said that {C}."),
}  # fmt: skip
RELAYING = {
    "first": ("{P}, citing {V}, reported that {C}.", "{V} told {P} that {C}.", "{P} quoted {V} as saying that {C}."),
    "second": ("{C}, {P} reported, citing {V}.", "In an interview with {P}, {V} said that {C}.", "{C}, {V} told {P} on {day}."),
}  # fmt: skip
DENIALS = {
    "first": ("{V} denied that {C}.", "{V} rejected claims that {C}.", "{V} said it could not verify that {C}."),
    "second": ("{V} dismissed reports that {C}.", "It is not true that {C}, {V} said.", "{V} disputed that {C}."),
}  # fmt: skip
AT_SCENE = {
    "first": ("Our correspondent saw for himself that {C}.", "A {paper} reporter at the scene found that {C}.",
             "{paper} journalists who reached {town} saw that {C}."),
    "second": ("This newspaper's reporter saw that {C}.", "Reporters of {paper} in {town} observed that {C}.",
             "Our team in {town} could see that {C}."),
}  # fmt: skip
OWN_STATEMENT = {
    "first": ("With the help of God our fighters report that {C}.", "We announce to our people that {C}."),
    "second": ("Our forces declare that {C}.", "We state that {C}."),
}  # fmt: skip
UNNAMED = {
    "first": ("a security official", "witnesses", "residents", "activists", "a military source", "local media", "an aid worker"),
    "second": ("an official who asked not to be named", "people in the town", "a hospital employee", "two police sources",
             "relatives of the victims", "social media users", "a person familiar with the matter"),
}  # fmt: skip
CREDITS = {
    "front": {"first": ("{TOWN} ({A}) - ", "{TOWN}, {date} ({A}) - "), "second": ("{town} ({A}) — ", "{TOWN}/{CAPITAL} ({A}) – ")},
    "end": {"first": (" ({A})", " Reporting by {A}."), "second": (" Source: {A}", " With material from {A}.")},
}
BYLINES = {"first": ("By {name}\n", "{name}, {town}\n"), "second": ("From our staff\n", "{name} | {P}\n")}
HEADS = {
    "first": ("News from {region}.", "More on the {act} in {town}.", "What we know so far about the {act} in {town}."),
    "second": ("Latest from {town}.", "This page is being updated."),
}
STOCK = {
    "first": ("No group has claimed responsibility for the {act}.", "The report could not be independently verified.",
             "The wounded were taken to a hospital nearby.", "All rights reserved.", "The authorities have opened an investigation.",
             "The government did not immediately respond to a request for comment.", "Read more on our website."),
    "second": ("There was no immediate claim of responsibility.", "Ambulances rushed to the scene of the {act}.",
             "It was not possible to verify the account independently.", "Follow us for the latest news from {region}.",
             "Schools in {town} stayed closed on {day}.", "An inquiry is under way."),
}  # fmt: skip
BACKGROUND = (
    "{region} has been contested between the government and several armed groups since the collapse of the ceasefire last spring.",
    "The {road} road, which links {town} with the coast, is the only supply line for some forty villages in the hills.",
    "More than a thousand families have left the district since the beginning of the year, according to earlier estimates.",
    "The government and the armed groups accuse each other of breaking the truce that was agreed in {capital} last winter.",
)
"""Paragraphs that agencies keep on file: unrelated reports carry the same one."""

DETAILS = (
    "The first blast was heard shortly before noon, when traders were unloading carts near the northern gate.",
    "Smoke hung over the southern quarter for most of the afternoon and could be seen from the ring road.",
    "Rescue teams dug through the rubble with their bare hands because the only crane had no fuel.",
    "A row of wooden stalls caught fire and burned until volunteers brought water from the river.",
    "The power line to the western suburbs was cut and the pumps of the reservoir stood still.",
    "Shops along the main street remained shuttered, and hardly anyone was seen outside after dusk.",
    "A bus that had stopped to pick up pupils was thrown against a wall by the force of the detonation.",
    "The injured were carried on doors and blankets to a clinic that has been short of bandages for weeks.",
    "Helicopters circled above the plain at dawn, and leaflets telling people to stay indoors were dropped.",
    "Several rounds landed in an orchard behind the mosque without going off and were later fenced in.",
    "The attackers came on motorcycles from the direction of the quarry and left the same way within the hour.",
    "A guard at the gate fired into the air to warn the crowd, which scattered into the side streets.",
    "The imam of the old quarter called on the faithful to give blood at the tent beside the town hall.",
    "Windows were shattered as far away as the railway yard, where a goods train had been waiting since Sunday.",
    "Telephone service failed in the early evening and came back only on the following morning.",
    "A column of pick-up trucks with mounted guns was seen leaving the stadium an hour earlier.",
    "The roof of the weaving mill gave way during the night, and the looms beneath it were crushed.",
    "Families who had fled the fighting in the hills were camping in the yard when the firing began.",
    "Flour and cooking oil stored in the cellar for the winter were lost in the blaze.",
    "A fuel tanker parked next to the fire station was hit by splinters but did not explode.",
    "The road to the hospital was blocked by a fallen plane tree and by cars abandoned in panic.",
    "Children were kept in the basement of the library until their parents could fetch them.",
    "The funeral is to be held on the parade ground, and the council has asked shops to close.",
    "Drones had been heard over the valley for three nights in a row before the events.",
    "A ceasefire line that runs along the canal was crossed at two points in the course of the morning.",
    "Cattle were left dead in the fields, and the dairy has stopped collecting milk from the eastern farms.",
    "The governor flew in by noon, walked past the craters and left again without a word to the press.",
    "Negotiators had met in a tent on the bridge only a day earlier to discuss an exchange of prisoners.",
    "Fishermen on the lake said they had pulled their boats ashore when the first shots rang out.",
    "Workers of the electricity board refused to climb the poles as long as snipers held the tower.",
    "The bell of the chapel was rung for a quarter of an hour to warn the farms on the slope.",
    "Sandbags were piled up in front of the bank, whose staff had been sent home in the morning.",
    "A wedding party that was on its way to the valley turned back at the mill and waited for nightfall.",
    "The harvest in the lower fields will be late, for nobody dares to drive a tractor there now.",
)

SYNONYMS = (
    ("shortly before", "just before"), ("remained", "stayed"), ("the following morning", "the next morning"), ("hardly", "scarcely"),
    ("began", "started"), ("within the hour", "in less than an hour"), ("during the night", "overnight"), ("because", "as"),
    ("was seen", "was spotted"), ("for most of", "for much of"), ("the attackers", "the assailants"), ("carried", "brought"),
    ("only", "just"), ("at dawn", "at first light"), ("several", "a number of"), ("were killed", "were reported killed"),
    ("wounded", "hurt"), ("were lost", "were destroyed"), ("left again", "departed"), ("near", "close to"),
)  # fmt: skip
"""Small edits of a desk: one for the other, either way round."""

THIRD = {
    "killed": ("fire on {spot} of {town} took the lives of {n} {who}", "{n} {who} had fallen victim to the {act} in {town}",
               "{n} corpses lay in {town} after the {act}", "the {act} on {town} had cost {n} lives",
               "{n} {who} were among the dead at {spot}", "{n} fatalities had been recorded near {town}"),
    "injured": ("{n} {who} had to be treated after the {act} in {town}", "{n} {who} suffered wounds near {spot} of {town}",
                "splinters wounded {n} {who} in {town}", "the {act} put {n} injured {who} in hospital",
                "{n} {who} came away from {spot} with injuries"),
    "vehicles": ("flames destroyed {n} vehicles near {spot} in {town}", "{n} vehicles went up in flames in {town}",
                 "the {act} wrecked {n} vehicles on the {road} road", "all that was left of {n} vehicles in {town} was scrap",
                 "{n} vehicles had been blown up near {town}"),
    "abducted": ("{n} {who} were being held hostage after the {act} in {town}", "masked men had dragged {n} {who} from {spot}",
                 "{n} {who} fell into the hands of kidnappers near {town}", "the abduction of {n} {who} took place at {spot}",
                 "an armed gang abducted {n} {who} from {town}"),
    "perpetrator": ("{X} had fired on {spot} of {town}", "the raiders in {town} were men of {X}",
                    "responsibility for the {act} lay with {X}", "fighters loyal to {X} had entered {town}",
                    "the {act} on {spot} was staged by {X}"),
    "attributions": ("{C}, {V} said in an update.", "{V} made known on {day} that {C}.", "{V} said on {day} morning that {C}.",
                     "{V} said by telephone that {C}.", "{C}, {V} stated.", "A statement by {V} said that {C}.",
                     "{V} has confirmed that {C}.", "{C}, {V} told a news conference.", "It was {V} that announced that {C}.",
                     "{V} noted that {C}.", "{C}, in the words of {V}."),
    "tolls": ("{V} set the toll at {n}.", "The toll given by {V} was {n}."),
    "citing": ("{P} has learned that {C}.", "{P} was the first to report that {C}.", "{C}, {P} reports.", "Quoting {P}, a daily said that {C}."),
    "relaying": ("{V}, speaking to {P}, said that {C}.", "{P} reported on {day}, quoting {V}, that {C}.", "{V} told {P} by phone that {C}."),
    "denials": ("{V} called it a lie that {C}.", "{V} denies that {C}.", "There is no evidence that {C}, {V} said."),
    "scene": ("{paper} staff who visited {town} counted for themselves that {C}.", "Our photographer witnessed that {C}.",
              "A correspondent for {paper} saw that {C}."),
    "own statement": ("Our men report from the front that {C}.", "We inform the public that {C}."),
    "unnamed": ("a senior officer", "several shopkeepers", "a Western diplomat", "passers-by", "rescue workers",
                "an army source", "neighbours"),
    "front": ("{town}, {day} ({A}) -- ", "{TOWN} ({A}): "),
    "end": (" - {A}", " (Reporting by {A})"),
    "bylines": ("By our correspondent\n", "Text: {name}\n"),
    "heads": ("This is a developing story.", "A summary of events in {region}."),
    "stock": ("Nobody has so far said they were behind the {act}.", "The claim could not immediately be checked.",
              "Security forces sealed off the area.", "Sign up for our newsletter.", "Officials in {region} were not available for comment.",
              "Flights were not affected."),
}  # fmt: skip
FOURTH = {
    "killed": ("shells fired at {town} killed {n} {who}", "{n} {who} had been buried after the {act} at {spot}",
               "the names of {n} dead {who} from {town} were known", "there were {n} dead in {town}",
               "bullets had killed {n} {who} on the {road} road", "{n} {who} had died of their wounds in {town}"),
    "injured": ("bullets had hit and wounded {n} {who} in {town}", "there were {n} wounded in {town}",
                "{n} {who} had been hurt by falling masonry at {spot}", "burns and cuts had injured {n} {who} near {town}",
                "{n} of the {who} at {spot} were wounded"),
    "vehicles": ("gunners hit {n} vehicles at {spot} of {town}", "{n} vehicles were put out of action near {town}",
                 "burning fuel ran under {n} vehicles in {town}", "{n} vehicles were abandoned in flames on the {road} road",
                 "mines had torn {n} vehicles apart near {town}"),
    "abducted": ("kidnappers were holding {n} {who} from {town}", "riders had carried off {n} {who} from {spot}",
                 "{n} {who} were seized on their way to {town}", "{n} {who} had been taken hostage on the {road} road",
                 "strangers had abducted {n} {who} at {spot}"),
    "perpetrator": ("gunners of {X} had shelled {town}", "the order for the {act} had come from {X}", "{X} had burned {spot} in {town}",
                    "the {act} on {town} had been led by a unit of {X}", "snipers of {X} had fired into {town}"),
    "attributions": ("{C}, {V} confirmed.", "{V} insisted that {C}.", "{C}, {V} said on {day}, reversing an earlier statement.",
                     "As {V} told this newspaper, {C}.", "{V}, announcing an inquiry, said that {C}.", "{V} was able to establish that {C}.",
                     "{V} told the court that {C}.", "{C}, {V} said in a broadcast monitored in {capital}.", "{V} assured reporters that {C}.",
                     "Asked about the {act}, {V} said that {C}.", "{C}, according to a list kept by {V}."),
    "tolls": ("{V} put the figure at {n}.", "{V} had the number at {n}."),
    "citing": ("{P} carried a report that {C}.", "{P} has it that {C}.", "{C}, according to a report in {P}.", "{P} says that {C}."),
    "relaying": ("{V} is quoted by {P} as saying that {C}.", "{C}, {V} said in {P}.", "{V} confirmed to {P} that {C}."),
    "denials": ("{V} said there was no truth whatever in the suggestion that {C}.", "{V} refused to accept that {C}.",
                "{V} contradicted reports that {C}."),
    "scene": ("A reporter of {paper} who was present saw that {C}.", "Our correspondents in {town} established that {C}."),
    "own statement": ("Our brothers-in-arms saw that {C}.", "We can tell our people that {C}."),
    "unnamed": ("a relief worker", "an elder", "shop owners", "a man who telephoned our newsroom", "intelligence sources",
                "fishermen reached by telephone", "survivors"),
    "front": ("{TOWN} - ({A}) ", "{town} [{A}] "),
    "end": (" /{A}/", " ({A}, staff)"),
    "bylines": ("{name} in {town}\n",),
    "heads": ("{town} remains tense after the {act}.", "Late news."),
    "stock": ("It remained unclear who was behind the {act}.", "A curfew was declared in {town}.", "The cause was being looked into.",
              "Both claims are being treated with caution.", "Hospitals appealed for blood."),
}
FIFTH = {
    "killed": ("the {act} in {town} proved fatal for {n} {who}", "{n} {who} never made it out of {spot} alive",
               "the morgue in {town} took in {n} bodies", "{n} {who} lay dead at {spot} after the {act}",
               "{town} was burying {n} {who} after the {act}", "{n} bodies were pulled from the rubble of {spot}",
               "{n} {who} were gunned down on the {road} road"),
    "injured": ("{n} {who} were rushed to hospital with shrapnel wounds from {town}", "surgeons in {town} operated on {n} wounded {who}",
                "the {act} at {spot} had left {n} {who} nursing injuries", "the number of injured in {town} stood at {n}",
                "{n} {who} were recovering from wounds suffered in the {act}", "flying glass injured {n} {who} near {spot}"),
    "vehicles": ("{n} vehicles were reduced to charred shells at {spot} in {town}", "the {act} in {town} knocked out {n} vehicles",
                 "{n} vehicles were gutted by fire on the {road} road", "a blaze after the {act} swallowed {n} vehicles near {town}",
                 "{n} vehicles were damaged beyond repair in {town}"),
    "abducted": ("gunmen abducted {n} {who} at a checkpoint of their own near {town}", "{n} {who} had been snatched from {spot} of {town}",
                 "{n} {who} were bundled into pickups and driven away from {spot}", "{n} {who} kidnapped in {town} were still missing",
                 "the men who raided {spot} took {n} {who} with them as captives", "{n} {who} had been abducted on the {road} road"),
    "perpetrator": ("{X} was behind the {act} on {spot}", "the rockets that hit {town} had been launched by {X}",
                    "members of {X} had carried out the {act} in {town}", "{X} had attacked {spot} in {town}",
                    "it was {X} who stormed {town}", "a cell of {X} had planned the {act}"),
    "attributions": ("{C}, {V} told journalists at a briefing in {capital}.", "{V} posted on social media that {C}.",
                     "{C}, {V} wrote on Telegram.", "Speaking on {day}, {V} said {C}.", "{V} added that {C}.",
                     "{C}, {V} said in remarks carried by state television.", "{V} estimated that {C}.",
                     "{C}, {V} told our correspondent by phone.", "{C}, a statement from {V} read.", "{V} revealed that {C}.",
                     "In a bulletin on {day}, {V} said that {C}.", "{C}, {V} said, adding that the search went on.",
                     "Citing a preliminary count, {V} said that {C}."),
    "tolls": ("{V} gave the toll as {n}.", "The latest count from {V} is {n}.", "{V} counted {n}."),
    "citing": ("{C}, {P} said in its online edition.", "{C}, reports {P}.", "In a dispatch from {town}, {P} said that {C}.",
               "{P} quoted its correspondent in {town} as saying that {C}.", "The news was broken by {P}, which said that {C}.",
               "Earlier, {P} had reported that {C}.", "{P} is reporting that {C}.", "{C}, says an article published by {P}."),
    "relaying": ("{C}, {V} told {P} in an interview published on {day}.", "{P}, quoting {V}, said that {C}.",
                 "{C}, {V} was quoted by {P} as saying.", "According to {V}, cited by {P}, {C}.",
                 "A letter from {V} seen by {P} says that {C}.", "{V} said in comments to {P} that {C}."),
    "denials": ("{V} described as baseless the reports that {C}.", "{V} categorically denied that {C}.",
                "Reports that {C} are untrue, {V} said.", "{V} pushed back on claims that {C}."),
    "scene": ("A {paper} team on the ground saw that {C}.", "Our reporter, who reached {town} on {day}, saw that {C}.",
              "This reporter saw that {C}.", "Visiting {spot} on {day}, {paper} saw that {C}."),
    "own statement": ("Our units confirm that {C}.", "Our command announces that {C}."),
    "unnamed": ("an official briefed on the matter", "two people with knowledge of the investigation", "eyewitnesses",
                "a medic who spoke on condition of anonymity", "a source in the security services", "a police officer",
                "a humanitarian worker in the area", "villagers contacted by phone"),
    "front": ("{town}, {date} ({A}): ", "{TOWN}, {day} – {A} – ", "({A}) {town} - "),
    "end": (" — {A}", " (additional reporting by {A})", " © {A}", " This story was supplied by {A}."),
    "bylines": ("{name} reporting from {town}\n", "By {P} staff\n", "{name}, special correspondent\n"),
    "heads": ("Here is the latest on the {act} in {town}.", "Updated on {day}."),
    "stock": ("There was no claim of responsibility in the first hours.", "We could not verify these accounts.",
              "The toll may rise.", "Rescue operations were continuing.", "Subscribe to our channel for more.",
              "The motive was not immediately clear."),
}  # fmt: skip
for _name, _words in (("third", THIRD), ("fourth", FOURTH), ("fifth", FIFTH), ("sixth", SIXTH),
                      ("seventh", SEVENTH)):
    for _table, _lot in (
        *((CLAUSES[slot], _words[slot]) for slot in CLAUSES), (ATTRIBUTIONS, _words["attributions"]), (TOLLS, _words["tolls"]),
        (CITING, _words["citing"]), (RELAYING, _words["relaying"]), (DENIALS, _words["denials"]), (AT_SCENE, _words["scene"]),
        (OWN_STATEMENT, _words["own statement"]), (UNNAMED, _words["unnamed"]), (CREDITS["front"], _words["front"]),
        (CREDITS["end"], _words["end"]), (BYLINES, _words["bylines"]), (HEADS, _words["heads"]), (STOCK, _words["stock"]),
    ):  # fmt: skip
        _table[_name] = _lot
