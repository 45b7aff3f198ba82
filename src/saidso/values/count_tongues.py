"""How Spanish, French, Turkish, Russian and Arabic say a number: one table per language, read by ``count_foreign``.

Words stand as patterns for text in lower case, separated by blanks or "|"; an underscore stands for a blank. Nouns and outcomes
are beginnings of words, so that endings need no list. What a table lacks is left out of the count, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

_K = TypeVar("_K", int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The counting words of one language."""

    code: str
    values: dict[str, int]
    """Number words with their values, where no library reads them; else empty, and ``words`` lists them for text2num."""
    words: str
    scales: dict[str, int]
    """Words that multiply figures before them: "15 mil", "2 млн"."""
    joint: str
    """What may stand between the words of one number ("y", "et")."""
    before: dict[str, str]
    """Modifiers in front of a number, by kind (least, more, most, fewer, about)."""
    after: dict[str, str]
    between: str
    """What opens a range, and what joins its ends: "entre" ... "y"."""
    and_: str
    rounds: dict[str, int]
    """Nouns of about so many: "une trentaine"."""
    vague: dict[str, str]
    """Vague words, and the floor of the vague-word table that each takes."""
    zero: str
    part: str
    """What says that a part follows: "entre ellos"."""
    nouns: dict[str, str]
    outcomes: dict[str, str]
    """Outcomes, each with the beginnings of its words; "casualties" are the dead and wounded in one number."""
    labels: str
    """Words that make the number behind them a name: "ruta 9"."""
    measures: str
    """Words that make the number before them a measure, an age, a date or a sum of money."""
    ones: str = ""
    """Words for one that are also the article: they count only before a noun of the table."""
    verb_first: bool = False


def _by_word(words: Mapping[_K, str]) -> dict[str, _K]:
    """What each word stands for, of a table that lists the words of each meaning."""
    return {word: meaning for meaning, listed in words.items() for word in listed.split()}


# fmt: off
_ES = Tongue(
    code="es",
    values={},
    words=(
        "cero un uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "dieciseis diecisiete dieciocho diecinueve veinte veintiún veintiuno veintiuna veintidós veintitrés "
        "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta "
        "setenta ochenta noventa cien ciento doscientos doscientas trescientos trescientas cuatrocientos cuatrocientas "
        "quinientos quinientas seiscientos seiscientas setecientos setecientas ochocientos ochocientas novecientos "
        "novecientas mil millón millones"
    ),
    scales={
        "mil": 1_000, "millón": 1_000_000, "millones": 1_000_000, "docenas": 12,
    },
    joint="y",
    before={
        "least": "al_menos|por_lo_menos|como_mínimo|no_menos_de|un_mínimo_de|cuando_menos",
        "more": "más_de|mas_de|por_encima_de|superior_a",
        "most": "hasta|no_más_de|como_máximo|un_máximo_de|a_lo_sumo", "fewer": "menos_de|por_debajo_de",
        "about": "unos|unas|cerca_de|alrededor_de|aproximadamente|casi|en_torno_a|más_o_menos",
    },
    after={
        "least": "o_más|como_mínimo|por_lo_menos|al_menos", "most": "como_máximo|o_menos", "about": "aproximadamente",
    },
    between="entre|de",
    and_="y|a|o|u",
    rounds={
        "una_decena": 10, "una_docena": 12, "una_quincena": 15, "una_veintena": 20, "una_treintena": 30,
        "un_centenar": 100, "un_millar": 1_000,
    },
    vague={
        "decenas": "tens", "docenas": "dozens", "cientos": "hundreds", "centenares": "hundreds", "miles": "thousands",
        "millares": "thousands", "millones": "millions", "varios": "several", "varias": "several",
        "numerosos": "many", "numerosas": "many", "muchos": "many", "muchas": "many", "unos_pocos": "few",
    },
    zero=(
        r"no_hubo|no_hay|no_se_(?:registraron|reportaron|produjeron)|ningún|ninguna|ninguno|nadie|sin(?=\s(?:víctimas|"
        "heridos|muertos|bajas))"
    ),
    part="entre_ellos|entre_ellas|incluidos|incluidas|incluyendo|de_los_cuales|de_las_cuales|de_ellos|de_ellas",
    nouns=_by_word(
        {
            "people": "persona", "soldiers": "soldado militar", "civilians": "civil", "children": "niñ",
            "minors": "menor", "women": "mujer", "men": "hombre", "families": "famili", "fighters": "combatiente",
            "guerrillas": "guerriller", "rebels": "rebelde", "policemen": "polic", "protesters": "manifestante",
            "hostages": "rehen rehén", "detainees": "detenid", "displaced people": "desplazad",
            "refugees": "refugiad", "journalists": "periodista", "houses": "casa vivienda", "vehicles": "vehículo",
            "residents": "habitante", "workers": "trabajador", "students": "estudiante", "peasants": "campesin",
            "terrorists": "terrorista", "militiamen": "miliciano", "passengers": "pasajero", "officers": "agente",
            "victims": "víctima", "buildings": "edificio", "bodies": "cuerpo cadáver",
        }
    ),
    outcomes={
        "casualties": "(?:muertos|fallecidos)_(?:y|o)_heridos|víctima|bajas",
        "killed": "muert|murier|murió|fallec|asesin|matar|mató|perdieron_la_vida|ejecutad|abatid",
        "injured": "herid|lesionad|hirier|hirió", "missing": "desaparec",
        "captured": "detenid|detuv|arrestad|secuestr|capturad|apresad", "displaced": "desplaz|huy|evacuad",
    },
    labels=(
        "ruta|carretera|artículo|resolución|brigada|batallón|calle|número|nº|n°|canal|capítulo|página|km|sector|zona|"
        "año|de_enero|edad"
    ),
    measures=(
        "años?|meses|mes|días?|semanas?|horas?|minutos?|segundos?|km|kilómetros?|metros?|kilos?|kg|toneladas?|"
        "hectáreas?|euros?|dólares|pesos|por_ciento|%|veces|de_(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
        "septiembre|octubre|noviembre|diciembre)|puntos|litros|barriles|º|ª"
    ),
    ones="un|uno|una",
)

_FR = Tongue(
    code="fr",
    values={},
    words=(
        "zéro un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt "
        "vingts trente quarante cinquante soixante septante quatre-vingts huitante octante nonante cent cents mille "
        "million millions milliard milliards"
    ),
    scales={
        "mille": 1_000, "million": 1_000_000, "millions": 1_000_000,
    },
    joint="et",
    before={
        "least": "au_moins|au_minimum|pas_moins_de|un_minimum_de", "more": "plus_de|plus_d'|au-delà_de|au-dessus_de",
        "most": "jusqu'à|au_plus|au_maximum|pas_plus_de|un_maximum_de", "fewer": "moins_de|moins_d'|en_dessous_de",
        "about": "environ|près_de|quelque|autour_de|à_peu_près|presque|approximativement|une_estimation_de",
    },
    after={
        "least": "ou_plus|au_moins|au_minimum", "most": "au_plus|au_maximum|ou_moins", "about": "environ",
    },
    between="entre|de",
    and_="et|à|ou",
    rounds={
        "une_dizaine": 10, "une_douzaine": 12, "une_quinzaine": 15, "une_vingtaine": 20, "une_trentaine": 30,
        "une_quarantaine": 40, "une_cinquantaine": 50, "une_soixantaine": 60, "une_centaine": 100,
        "un_millier": 1_000,
    },
    vague={
        "dizaines": "tens", "douzaines": "dozens", "centaines": "hundreds", "milliers": "thousands",
        "plusieurs": "several", "quelques": "few", "de_nombreux": "many", "de_nombreuses": "many",
        "beaucoup_de": "many",
    },
    zero=(
        r"aucune?|personne_n'a|nul|sans(?=\s(?:victimes?|blessés?|morts?))|pas_de(?=\s(?:victimes?|blessés?|morts?))"
    ),
    part="dont|parmi_lesquels|parmi_lesquelles|parmi_eux|y_compris|d'entre_eux",
    nouns=_by_word(
        {
            "people": "personne", "soldiers": "soldat militaire", "civilians": "civil", "children": "enfant",
            "women": "femme", "men": "homme", "families": "famille", "fighters": "combattant", "rebels": "rebelle",
            "policemen": "polici", "protesters": "manifestant", "hostages": "otage", "detainees": "détenu",
            "displaced people": "déplacé", "refugees": "réfugié", "journalists": "journaliste", "houses": "maison",
            "vehicles": "véhicule", "residents": "habitant", "students": "étudiant", "terrorists": "terroriste",
            "jihadists": "djihadiste", "militiamen": "milicien", "villagers": "villageois", "victims": "victime",
            "buildings": "bâtiment", "bodies": "corps", "prisoners": "prisonnier", "gendarmes": "gendarme",
            "passengers": "passager",
        }
    ),
    outcomes={
        "casualties": "(?:morts|tués)_(?:et|ou)_(?:des_)?blessés|victime|pertes",
        "killed": "mort|tué|tuant|décéd|assassin|ont_péri|abattu|exécuté|perdu_la_vie|décès", "injured": "bless",
        "missing": "dispar|manqu", "captured": "arrêté|enlev|captur|détenu|kidnapp|interpell|otage",
        "displaced": "déplac|ont_fui|fui_|évacu",
    },
    labels=(
        "route|nationale|rue|article|résolution|brigade|bataillon|numéro|n°|chaîne|chapitre|page|secteur|zone|place|"
        "avenue|le|chambre"
    ),
    measures=(
        "ans?|mois|jours?|semaines?|heures?|minutes?|secondes?|h|km|kilomètres?|mètres?|kilos?|kg|tonnes?|hectares?|"
        "euros?|dollars|francs|pour_cent|%|fois|points|litres|barils|janvier|février|mars|avril|mai|juin|juillet|août|"
        "septembre|octobre|novembre|décembre|e|er|ère|ème"
    ),
    ones="un|une",
)

_TR = Tongue(
    code="tr",
    values=_by_word(
        {
            0: "sıfır", 1: "bir", 2: "iki", 3: "üç", 4: "dört", 5: "beş", 6: "altı", 7: "yedi", 8: "sekiz",
            9: "dokuz", 10: "on", 20: "yirmi", 30: "otuz", 40: "kırk", 50: "elli", 60: "altmış", 70: "yetmiş",
            80: "seksen", 90: "doksan", 100: "yüz", 1000: "bin", 1_000_000: "milyon",
        }
    ),
    words="",
    scales={
        "bin": 1_000, "milyon": 1_000_000,
    },
    joint="",
    before={
        "least": "en_az|asgari", "more": "", "most": "en_fazla|en_çok|azami", "fewer": "",
        "about": "yaklaşık|aşağı_yukarı|tahminen|takriben|toplam_yaklaşık",
    },
    after={
        "more": "['’]?(?:den|dan|ten|tan)_(?:fazla|çok)", "least": "(?:veya|ya_da)_daha_fazla",
        "fewer": "['’]?(?:den|dan|ten|tan)_az", "about": "['’]?y?[ea]_yakın|kadar|civarında",
        "most": "['’]?y?[ea]_kadar",
    },
    between="",
    and_="ila|ile|veya",
    rounds={},
    vague={
        "onlarca": "tens", "düzinelerce": "dozens", "yüzlerce": "hundreds", "binlerce": "thousands",
        "milyonlarca": "millions", "birkaç": "few", "birçok": "many", "pek_çok": "many", "çok_sayıda": "many",
    },
    zero=(
        "can_kaybı_(?:yok|olmadı|yaşanmadı)|(?:ölen|yaralanan)(?:_(?:ya_da|veya|ve)_(?:ölen|yaralanan))?_(?:olmadı|"
        r"yok)|hiç_kimse|kimse(?=\s(?:ölmedi|yaralanmadı))|hiçbir"
    ),
    part="aralarında|bunların|bunlardan",
    nouns=_by_word(
        {
            "people": "kişi insan", "soldiers": "asker", "civilians": "sivil", "children": "çocuk", "women": "kadın",
            "men": "erkek", "families": "aile", "militants": "militan", "terrorists": "terörist",
            "policemen": "polis", "protesters": "gösterici protestocu", "hostages": "rehine", "detainees": "tutuklu",
            "refugees": "mülteci", "journalists": "gazeteci", "houses": "ev", "vehicles": "araç",
            "villagers": "köylü", "students": "öğrenci", "fighters": "savaşçı", "workers": "işçi",
            "buildings": "bina", "bodies": "ceset", "passengers": "yolcu",
        }
    ),
    outcomes={
        "casualties": "ölü_ve_yaralı|ölen_(?:ve|ya_da|veya)_yaralanan",
        "killed": "öl(?:dü|en|ü|dür)|hayatını_kaybet|şehit|can_verdi|yaşamını_yitir|katled",
        "injured": "yarala|yaralı", "missing": "kayıp|kaybol", "captured": "gözaltı|tutukla|kaçır|esir|yakala",
        "displaced": "yerinden_ed|evlerini_terk|yerlerinden|göç|tahliye",
    },
    labels="madde|karayolu|sokak|numara|no|kanal|yaşında|saat|sayılı",
    measures=(
        r"yıl\w*|yaş\w*|ay\w*|gün\w*|hafta\w*|saat\w*|dakika\w*|saniye\w*|km|kilometre\w*|metre\w*|kilo\w*|kg|ton\w*|"
        r"hektar\w*|euro|avro|dolar\w*|lira\w*|yüzde|%|kez|defa|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|"
        r"eylül|ekim|kasım|aralık|\.\s(?:tugay|kolordu|ordu|tümen|alay|tabur|madde|gün|yıl)\w*|['’]?(?:inci|ıncı|uncu|"
        "üncü|nci|ncı|ncu|ncü)"
    ),
    ones="bir",
)

_RU = Tongue(
    code="ru",
    values=_by_word(
        {
            1: "один одна одного одну одной", 2: "два две двух двум двое двоих", 3: "три трех трёх трое троих",
            4: "четыре четырех четырёх четверо четверых", 5: "пять пяти пятеро пятерых",
            6: "шесть шести шестеро шестерых", 7: "семь семи семеро семерых", 8: "восемь восьми восьмеро",
            9: "девять девяти", 10: "десять десяти", 11: "одиннадцать одиннадцати", 12: "двенадцать двенадцати",
            13: "тринадцать тринадцати", 14: "четырнадцать четырнадцати", 15: "пятнадцать пятнадцати",
            16: "шестнадцать шестнадцати", 17: "семнадцать семнадцати", 18: "восемнадцать восемнадцати",
            19: "девятнадцать девятнадцати", 20: "двадцать двадцати", 30: "тридцать тридцати", 40: "сорок сорока",
            50: "пятьдесят пятидесяти", 60: "шестьдесят шестидесяти", 70: "семьдесят семидесяти",
            80: "восемьдесят восьмидесяти", 90: "девяносто девяноста", 100: "сто ста", 200: "двести двухсот",
            300: "триста трехсот трёхсот", 400: "четыреста четырехсот четырёхсот", 500: "пятьсот пятисот",
            600: "шестьсот шестисот", 700: "семьсот семисот", 800: "восемьсот восьмисот", 900: "девятьсот девятисот",
            1000: "тысяча тысячу тысячи тысяч", 1_000_000: "миллион миллиона миллионов",
        }
    ),
    words="",
    scales={
        "тысяч": 1_000, "тысячи": 1_000, "тысяча": 1_000, "тыс": 1_000, "миллион": 1_000_000, "миллиона": 1_000_000,
        "миллионов": 1_000_000, "млн": 1_000_000,
    },
    joint="",
    before={
        "least": "не_менее|не_меньше|как_минимум|по_меньшей_мере|минимум", "more": "более|больше|свыше",
        "most": "до|не_более|не_больше|максимум", "fewer": "менее|меньше",
        "about": "около|примерно|почти|порядка|приблизительно|до_сих_пор_около",
    },
    after={
        "least": "и_более|или_более|и_больше", "about": "примерно",
    },
    between="от|между",
    and_="до|и|или",
    rounds={
        "десяток": 10, "полсотни": 50, "сотню": 100, "сотня": 100, "дюжина": 12, "дюжину": 12,
    },
    vague={
        "десятки": "tens", "десятков": "tens", "дюжины": "dozens", "сотни": "hundreds", "сотен": "hundreds",
        "тысячи": "thousands", "миллионы": "millions", "несколько": "several", "нескольких": "several",
        "много": "many", "многие": "many",
    },
    zero=(
        "(?:жертв|погибших|пострадавших|раненых)(?:_(?:и|или)_(?:пострадавших|раненых|разрушений))?_нет|"
        r"никто(?=\s(?:не_)?)|ни_один|ни_одного|нет(?=\s(?:жертв|погибших|пострадавших))|без_жертв"
    ),
    part="в_том_числе|включая|среди_них|из_них|из_которых",
    nouns=_by_word(
        {
            "people": "человек люд", "soldiers": "солдат военнослужащ военн", "civilians": "мирных_жител гражданск",
            "residents": "жител", "children": "дет ребен ребён", "women": "женщин", "men": "мужчин",
            "families": "сем", "militants": "боевик", "terrorists": "террорист", "policemen": "полицейск",
            "protesters": "протестующ", "hostages": "заложник", "refugees": "беженц беженец",
            "journalists": "журналист", "houses": "дом", "vehicles": "машин автомобил", "buildings": "здани",
            "prisoners": "пленн", "students": "студент", "passengers": "пассажир", "workers": "рабоч",
            "bodies": "тел", "detainees": "задержанн",
        }
    ),
    outcomes={
        "casualties": "убитых_и_раненых|погибших_и_раненых|пострада|жертв",
        "killed": "погиб|убит|убил|умер|скончал|казнен|казнён|мертв|мёртв|гибел",
        "injured": "ранен|ранил|ранены|ранения", "missing": "пропал|без_вести",
        "captured": "задержа|арестова|похищ|захвач|взяты_в_плен|плен",
        "displaced": "эвакуир|бежал|покинул|перемещ|переселен",
    },
    labels="дом|статья|статьи|статьей|резолюция|резолюции|бригада|школа|номер|№|трасса|маршрут|в|глава|канал|году",
    measures=(
        r"лет|года?|году|годов|месяц\w*|дней|дня|день|недел\w*|час\w*|минут\w*|секунд\w*|км|километр\w*|метр\w*|кг|"
        r"килограмм\w*|тонн\w*|гектар\w*|евро|доллар\w*|рубл\w*|процент\w*|%|раз|раза|января|февраля|марта|апреля|мая|"
        r"июня|июля|августа|сентября|октября|ноября|декабря|[-‑](?:я|й|го|ю|ей|ый|ой|летн\w*)|летн\w*"
    ),
    ones="один|одна|одного|одну|одной",
)

_AR = Tongue(
    code="ar",
    values=_by_word(
        {
            1: "واحد واحدة", 2: "اثنان اثنين اثنتان اثنتين", 3: "ثلاثة ثلاث", 4: "أربعة أربع اربعة", 5: "خمسة خمس",
            6: "ستة ست", 7: "سبعة سبع", 8: "ثمانية ثماني ثمان", 9: "تسعة تسع", 10: "عشرة عشر", 20: "عشرون عشرين",
            30: "ثلاثون ثلاثين", 40: "أربعون أربعين", 50: "خمسون خمسين", 60: "ستون ستين", 70: "سبعون سبعين",
            80: "ثمانون ثمانين", 90: "تسعون تسعين", 100: "مئة مائة", 200: "مئتان مئتين مائتان مائتين",
            300: "ثلاثمئة ثلاثمائة", 400: "أربعمئة أربعمائة", 500: "خمسمئة خمسمائة", 600: "ستمئة ستمائة",
            700: "سبعمئة سبعمائة", 800: "ثمانمئة ثمانمائة", 900: "تسعمئة تسعمائة", 1000: "ألف ألفا",
            2000: "ألفان ألفين", 1_000_000: "مليون",
        }
    ),
    words="",
    scales={
        "ألف": 1_000, "ألفا": 1_000, "آلاف": 1_000, "مليون": 1_000_000, "ملايين": 1_000_000,
    },
    joint="و",
    before={
        "least": "ما_لا_يقل_عن|على_الأقل|لا_يقل_عن", "more": "أكثر_من|ما_يزيد_عن|ما_يزيد_على|يزيد_عن|فوق",
        "most": "ما_لا_يزيد_عن|حتى|ما_يصل_إلى|لا_يزيد_عن", "fewer": "أقل_من",
        "about": "نحو|حوالي|حوالى|قرابة|زهاء|ما_يقارب|تقريبا",
    },
    after={
        "least": "على_الأقل|أو_أكثر", "about": "تقريبا|تقريبًا",
    },
    between="ما_بين|بين",
    and_="و|إلى|أو",
    rounds={},
    vague={
        "عشرات": "tens", "مئات": "hundreds", "آلاف": "thousands", "الآلاف": "thousands", "العشرات": "tens",
        "المئات": "hundreds", "ملايين": "millions", "عدة": "several", "عدد_من": "several", "بضعة": "few",
    },
    zero=(
        "لم_يصب_أحد|لم_يقتل_أحد|لا_(?:إصابات|ضحايا|قتلى|جرحى|خسائر_بشرية)|(?:دون|بدون)_(?:إصابات|ضحايا|وقوع_إصابات)|"
        "لم_تقع_(?:إصابات|ضحايا)|لم_تسجل_(?:إصابات|ضحايا)"
    ),
    part="بينهم|من_بينهم|منهم|بينهن|بمن_فيهم",
    nouns=_by_word(
        {
            "people": "شخص أشخاص", "civilians": "مدني المدني", "soldiers": "جندي جنود", "children": "طفل أطفال",
            "women": "امرأة نساء", "men": "رجل رجال", "families": "عائل أسر", "fighters": "مقاتل", "gunmen": "مسلح",
            "protesters": "متظاهر", "hostages": "رهائن رهينة", "refugees": "لاجئ", "journalists": "صحفي صحافي",
            "houses": "منزل منازل", "policemen": "شرطي", "terrorists": "إرهابي", "detainees": "معتقل",
            "displaced people": "نازح", "bodies": "جث", "members": "عنصر عناصر", "villagers": "قروي",
            "vehicles": "سيار",
        }
    ),
    outcomes={
        "casualties": r"(?:ال)?قتلى_و(?:ال)?(?:جرحى|مصاب\w*)|ضحايا",
        "killed": "[وف]?(?:قتل|يقتل|مقتل|استشهد|مات|لقي|قُتل|قضى|توفي)|(?:ال)?قتلى|(?:ال)?قتيل|مصرع|شهيد|شهداء",
        "injured": "[وف]?(?:أصيب|جرح|إصابة|اصابة|أُصيب)|(?:ال)?جرحى|(?:ال)?جريح|مصاب|لم_يصب|إصابات",
        "missing": "[وف]?فقد|مفقود", "captured": "[وف]?(?:اعتقل|اختطف|خطف|أسر_|احتجز|اعتقال|أوقف)",
        "displaced": "[وف]?(?:نزح|هجر|شرد|فر_|نزوح)|نازح",
    },
    labels="اللواء|القرار|المادة|الفرقة|الكتيبة|عام|سنة|رقم|الطريق|طريق|الفوج|شارع|قناة|صفحة|يوم|في",
    measures=(
        r"سنة|سنوات|عاما|عام|أعوام|شهر\w*|أشهر|يوم\w*|أيام|أسبوع\w*|ساعة|ساعات|دقيقة|دقائق|كم|كيلومتر\w*|كيلو\w*|متر\w*|"
        r"طن\w*|دولار\w*|يورو|ليرة|دينار\w*|بالمئة|بالمائة|في_المئة|%|٪|مرة|مرات|يناير|فبراير|مارس|أبريل|مايو|يونيو|"
        "يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين"
    ),
    verb_first=True,
)

# fmt: on

TONGUES: dict[str, Tongue] = {tongue.code: tongue for tongue in (_ES, _FR, _TR, _RU, _AR)}
"""The languages beside English, by their two-letter code."""
