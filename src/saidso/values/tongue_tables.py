"""The words of time of five languages; ``time_tongues`` says how they are read.

``TABLES``: code letter -> rows parted by "|"; a row holds names parted by ",". Rows count (W from 0, the others from 1),
unless a name carries its English word ("last:pasado"). ``PHRASES``: several words and what they mean, a code a word.
From general knowledge.
"""

from __future__ import annotations

# Arabic-Indic and Persian digits become ours; Arabic letters lose what writers leave out; letter for letter, so offsets stand.
LETTERS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹أإآىةİё", "01234567890123456789ااايهiе")

_ES = {
    "M": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre,setiembre|octubre|noviembre|diciembre",
    "W": "lunes|martes|miércoles,miercoles|jueves|viernes|sábado,sabado|domingo",
    "n": "uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce",
    "o": "primero",
    "a": "a:un,a:una",
    "U": "day:día,day:días,day:dia,day:dias,week:semana,week:semanas,month:mes,month:meses,year:año,year:años,hour:hora"
    ",hour:horas"
    ",decade:década,decade:décadas,minute:minutos",
    "E": "weekend:fin de semana",
    "D": "yesterday:ayer,today:hoy,tomorrow:mañana,day before yesterday:anteayer,day before yesterday:antier"
    ",day after tomorrow:pasado mañana",
    "P": "morning:madrugada,night:noche,evening:tarde,dawn:amanecer,noon:mediodía,midnight:medianoche,evening:anochecer",
    "Z": "spring:primavera,summer:verano,autumn:otoño,winter:invierno",
    "l": "last:pasado,last:pasada,last:pasados,last:pasadas,last:último,last:última,last:últimos,last:últimas",
    "x": "next:próximo,next:próxima,next:próximos,next:próximas,following:siguiente,next:que viene",
    "h": "this:este,this:esta,this:estos,this:estas",
    "y": "same:mismo,same:misma,that:ese,that:esa,that:aquel,that:aquella",
    "q": "several:varios,several:varias,few:pocos,few:pocas,some:unos,some:unas,some:algunos,some:algunas,couple:par de",
    "g": "ago:hace",
    "e": "earlier:antes",
    "L": "later:después,later:más tarde",
    "m": "early:principios,early:comienzos,early:inicios,mid:mediados,late:finales,late:fines",
    "p": "in:en,on:a,at:al,in:durante,around:hacia,around:sobre,about:alrededor,at:por",
    "t": "the:el,the:la,the:los,the:las,the:lo",
    "f": "of:de,of:del",
    "s": "since:desde",
    "u": "until:hasta",
    "b": "between:entre",
    "&": "and:y,and:e,or:o",
    "B": "before:antes de,before:antes del",
    "A": "after:después de,after:después del,after:tras",
    "V": "anniversary:aniversario",
}
_FR = {
    "M": "janvier|février,fevrier|mars|avril|mai|juin|juillet|août,aout|septembre|octobre|novembre|décembre,decembre",
    "W": "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche",
    "n": "un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze",
    "a": "a:une",
    "o": "premier,première",
    "U": "day:jour,day:jours,day:journée,week:semaine,week:semaines,month:mois,year:an,year:ans,year:année,year:années"
    ",hour:heure,hour:heures"
    ",decade:décennie,minute:minutes",
    "E": "weekend:week end,weekend:fin de semaine",
    "D": "yesterday:hier,today:aujourd hui,tomorrow:demain,day before yesterday:avant hier,day after tomorrow:après demain",
    "P": "morning:matin,morning:matinée,evening:soir,evening:soirée,night:nuit,afternoon:après midi,dawn:aube,noon:midi"
    ",midnight:minuit",
    "Z": "spring:printemps,summer:été,autumn:automne,winter:hiver",
    "l": "last:dernier,last:dernière,last:derniers,last:dernières,last:passé,last:passée,previous:précédent,previous:précédente",
    "x": "next:prochain,next:prochaine,next:prochains,next:prochaines,following:suivant,following:suivante",
    "h": "this:ce,this:cet,this:cette,this:ces",
    "y": "same:même",
    "q": "several:plusieurs,few:quelques,couple:couple de",
    "g": "ago:il y a",
    "e": "earlier:plus tôt,earlier:auparavant",
    "L": "later:plus tard,later:après",
    "m": "early:début,mid:mi,mid:milieu,late:fin",
    "p": "in:en,in:dans,in:pendant,in:durant,around:vers,at:lors",
    "t": "the:le,the:la,the:les,the:l",
    "f": "of:de,of:du,of:d,of:des",
    "R": "to:à,to:au",
    "s": "since:depuis",
    "u": "until:jusqu à,until:jusqu au,until:jusqu en",
    "b": "between:entre",
    "&": "and:et,or:ou",
    "B": "before:avant,before:avant le",
    "A": "after:après le,after:après la",
    "V": "anniversary:anniversaire",
}
_TR = {
    "M": "ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık",
    "W": "pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|",
    "n": "bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on",
    "U": "day:gün,week:hafta,month:ay,year:yıl,year:yılında,year:yılının,year:yılı,hour:saat,decade:on yıl,minute:dakika",
    "E": "weekend:hafta sonu",
    "D": "yesterday:dün,today:bugün,tomorrow:yarın,day before yesterday:önceki gün,day before yesterday:evvelsi gün",
    "P": "morning:sabah,evening:akşam,night:gece,morning:sabahı,evening:akşamı,night:gecesi,afternoon:öğleden sonra,noon:öğle"
    ",dawn:şafak"
    ",midnight:gece yarısı",
    "Z": "spring:ilkbahar,summer:yaz,summer:yazın,autumn:sonbahar,winter:kış,winter:kışın,spring:baharında,summer:yazında"
    ",winter:kışında",
    "l": "last:geçen,last:geçtiğimiz,last:son",
    "x": "next:gelecek,next:önümüzdeki,following:ertesi,following:sonraki",
    "h": "this:bu",
    "y": "same:aynı,that:o",
    "q": "several:birkaç,several:birçok",
    "g": "ago:önce",
    "L": "later:sonra",
    "m": "early:başı,early:başında,early:başlarında,mid:ortası,mid:ortasında,mid:ortalarında,late:sonu,late:sonunda"
    ",late:sonlarında",
    "p": "at:saat,around:yaklaşık,around:civarında",
    "s": "since:beri,since:itibaren",
    "u": "until:kadar",
    "&": "and:ve,and:ile",
}
_RU = {
    "M": "январь,января,январе|февраль,февраля,феврале|март,марта,марте|апрель,апреля,апреле|май,мая,мае|июнь,июня,июне|июль"
    ",июля,июле"
    "|август,августа,августе|сентябрь,сентября,сентябре|октябрь,октября,октябре|ноябрь,ноября,ноябре|декабрь,декабря,декабре",
    "W": "понедельник,понедельника,понедельнику|вторник,вторника,вторнику|среда,среду,среды,среде|четверг,четверга,четвергу"
    "|пятница,пятницу,пятницы,пятнице|суббота,субботу,субботы,субботе|воскресенье,воскресенья,воскресенью",
    "n": "один,одну|два,две,двух|три,трех|четыре,четырех|пять,пяти|шесть,шести|семь,семи|восемь|девять|десять,десяти",
    "o": "первого|второго|третьего|четвертого|пятого|шестого|седьмого|восьмого|девятого|десятого",
    "U": "day:день,day:дня,day:дней,week:неделя,week:недели,week:неделю,week:неделе,week:недель,month:месяц,month:месяца"
    ",month:месяцев"
    ",month:месяце,year:год,year:года,year:году,year:лет,hour:час,hour:часа,hour:часов,minute:минут,minute:минуты",
    "E": "weekend:выходные,weekend:выходных",
    "D": "yesterday:вчера,today:сегодня,tomorrow:завтра,day before yesterday:позавчера,day after tomorrow:послезавтра",
    "P": "morning:утром,morning:утра,afternoon:днем,evening:вечером,evening:вечера,night:ночью,night:ночи,dawn:на рассвете"
    ",noon:полдень"
    ",midnight:полночь",
    "Z": "spring:весной,spring:весна,spring:весны,summer:летом,summer:лето,summer:лета,autumn:осенью,autumn:осень,autumn:осени"
    ",winter:зимой,winter:зима,winter:зимы",
    "l": "last:прошлой,last:прошлую,last:прошлом,last:прошлого,last:прошлый,last:прошлым,last:последние,last:последних",
    "x": "next:следующей,next:следующую,next:следующем,next:следующий,next:следующего,next:будущем,next:ближайшие",
    "h": "this:этой,this:эту,this:этом,this:этот,this:этого,this:текущем,this:текущего",
    "y": "same:тот же,same:того же,same:том же",
    "q": "several:несколько,several:нескольких",
    "g": "ago:назад,ago:тому назад",
    "e": "earlier:ранее",
    "L": "later:спустя,later:позже",
    "m": "early:начале,early:начала,mid:середине,mid:середины,late:конце,late:конца",
    "p": "in:в,in:во,on:на,around:около,around:примерно",
    "k": "by:к,by:ко",
    "s": "since:с,since:со",
    "u": "until:до",
    "R": "to:по",
    "b": "between:между",
    "&": "and:и,or:или",
    "A": "after:после",
    "B": "before:перед",
}
_AR = {
    "M": "كانون الثاني,يناير,جانفي|شباط,فبراير,فيفري|اذار,مارس|نيسان,ابريل,افريل|ايار,مايو|حزيران,يونيو,جوان|تموز,يوليو,جويلية"
    "|اب,اغسطس,اوت"
    "|ايلول,سبتمبر|تشرين الاول,اكتوبر|تشرين الثاني,نوفمبر|كانون الاول,ديسمبر",
    "H": "محرم|صفر|ربيع الاول|ربيع الثاني,ربيع الاخر|جمادي الاولي|جمادي الثانية,جمادي الاخرة|رجب|شعبان|رمضان|شوال|ذو القعدة"
    ",ذي القعدة"
    "|ذو الحجة,ذي الحجة",
    "W": "الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعة|السبت|الاحد",
    "n": "واحد|اثنين|ثلاثة,ثلاث|اربعة,اربع|خمسة,خمس|ستة,ست|سبعة,سبع|ثمانية,ثماني|تسعة,تسع|عشرة,عشر",
    "U": "day:يوم,day:ايام,day:اليوم,day:الايام,week:اسبوع,week:اسابيع,week:الاسبوع,month:شهر,month:اشهر,month:الشهر,year:عام"
    ",year:اعوام"
    ",year:سنة,year:سنوات,year:العام,year:السنة,hour:ساعة,hour:ساعات,hour:الساعة",
    "D": "yesterday:امس,yesterday:البارحة,day before yesterday:اول امس,day before yesterday:امس الاول,tomorrow:غدا",
    "P": "morning:صباح,evening:مساء,night:ليل,night:ليلة,night:الليلة,noon:ظهر,dawn:فجر,afternoon:عصر,morning:صباحا"
    ",evening:مساء,dawn:فجرا"
    ",night:ليلا,midnight:منتصف الليل,evening:المساء,morning:الصباح",
    "Z": "spring:الربيع,summer:الصيف,autumn:الخريف,winter:الشتاء,summer:صيف,autumn:خريف,winter:شتاء",
    "l": "last:الماضي,last:الماضية,last:المنصرم,last:الفائت,last:الاخيرة",
    "x": "next:المقبل,next:المقبلة,next:القادم,next:القادمة,following:التالي,following:التالية",
    "h": "this:هذا,this:هذه,this:الجاري,this:الحالي",
    "y": "same:نفس,same:نفسه",
    "q": "several:عدة,several:بضعة",
    "m": "early:مطلع,early:اوائل,early:بداية,mid:منتصف,late:اواخر,late:نهاية",
    "p": "in:في,in:خلال,around:نحو,around:حوالي",
    "s": "since:منذ",
    "u": "until:حتي",
    "r": "from:من",
    "R": "to:الي",
    "b": "between:بين",
    "&": "and:و,or:او",
    "B": "before:قبل",
    "A": "after:بعد",
}
TABLES: dict[str, dict[str, str]] = {"es": _ES, "fr": _FR, "tr": _TR, "ru": _RU, "ar": _AR}

PHRASES: dict[str, tuple[str, ...]] = {
    "es": (
        "anoche=l:last P:night",
        "esta mañana=h:this P:morning",
        "esta tarde=h:this P:afternoon",
        "esta noche=h:this P:night",
        "la mañana=P:morning",
        "por la mañana=P:morning",
        "por la tarde=P:afternoon",
        "por la noche=P:night",
        "de la mañana=P:morning",
        "de la tarde=P:afternoon",
        "de la noche=P:night",
        "de la madrugada=P:dawn",
        "de madrugada=P:dawn",
        "al mediodía=P:noon",
        "al amanecer=P:dawn",
        "mes de=",
        "la víspera=l:previous U:day",
    ),
    "fr": (
        "le lendemain=x:next U:day",
        "lendemain=x:next U:day",
        "la veille=l:previous U:day",
        "mois de=",
        "au mois de=p:in",
        "le mois de=t:the",
        "au printemps=p:in Z:spring",
        "au matin=P:morning",
        "au soir=P:evening",
        "à l aube=P:dawn",
        "à partir de=s:since",
        "à partir du=s:since",
        "à compter du=s:since",
        "au début=p:in m:early",
        "à la fin=p:in m:late",
        "au cours=p:in",
    ),
    "tr": (
        "pazar günü=W:6",
        "pazar akşamı=W:6 P:evening",
        "pazar sabahı=W:6 P:morning",
        "pazar gecesi=W:6 P:night",
        "günü=",
        "gününden beri=s:since",
        "gününden itibaren=s:since",
        "yılından beri=s:since",
        "yılından bu yana=s:since",
        "ayından beri=s:since",
        "bu yana=s:since",
        "gününe kadar=u:until",
        "yılına kadar=u:until",
        "ayının başında=m:early",
        "ayının başlarında=m:early",
        "ayı başında=m:early",
        "ayının ortasında=m:mid",
        "ayının ortalarında=m:mid",
        "ayının sonunda=m:late",
        "ayı sonunda=m:late",
        "ayının sonlarında=m:late",
        "ayında=",
        "ayı=",
        "dün gece=l:last P:night",
        "ertesi gün=x:next U:day",
        "bir gün sonra=a:a U:day L:later",
    ),
    "ru": (
        "накануне=l:previous U:day",
        "в ночь на=O:overnight p:into",
        "прошлой ночью=l:last P:night",
        "минувшей ночью=l:last P:night",
        "на следующий день=x:next U:day",
        "в тот же день=y:same U:day",
        "на днях=q:recent U:day",
        "сегодня утром=h:this P:morning",
        "сегодня вечером=h:this P:evening",
    ),
    "ar": (
        "اليوم=D:today",
        "اليوم التالي=x:next U:day",
        "اليوم نفسه=y:same U:day",
        "اليوم السابق=l:previous U:day",
        "الليلة الماضية=l:last P:night",
        "ليلة امس=l:last P:night",
        "هذا الصباح=h:this P:morning",
        "يومين=n:2 U:day",
        "اسبوعين=n:2 U:week",
        "شهرين=n:2 U:month",
        "عامين=n:2 U:year",
        "سنتين=n:2 U:year",
        "ساعتين=n:2 U:hour",
        "هجري=",
        "هجرية=",
        "ه=",
        "عام=p:in",
        "سنة=p:in",
        "شهر=",
        "يوم=",
        "نهاية الاسبوع=E:weekend",
    ),
}
# Word order, as runs of codes and the order of their groups in the English grammar; "2:R" gives a group another code.
_ADJECTIVE_BEHIND = (("([UEZ])([lxh])", "2 1"), ("(M)([lx])(?!U)", "2 1"), ("(U)(y)", "2 1"))
_AGO_BEFORE = ("(g)((?:[adn]|a?q)?U)", "2 1")
SWAPS: dict[str, tuple[tuple[str, str], ...]] = {
    "es": (*_ADJECTIVE_BEHIND, _AGO_BEFORE, ("(f)(t?[do])(p)(t?[do]f?M)", "1 2 3:R 4")),
    "fr": (*_ADJECTIVE_BEHIND, _AGO_BEFORE),
    "tr": (("([do]MY?)(W)", "2 1"), ("(M)(m)", "2 1"), ("([do]?MY?|W|Y)(U?)([su])", "3 1 2")),
    "ru": (("(L)([adn]?U)", "2 1"), ("(U)([lh])", "2 1")),
    "ar": (*_ADJECTIVE_BEHIND, ("(B)([dn]U|qU)", "2 1:g"), ("(A)([dn]U|qU)", "2 1:L"), ("(W)(h)", "2 1")),
}
# Endings ("-dan") and prefixes ("و-") that weekdays, months and parts of the day may carry.
STEMS = {
    "tr": "-ndan -nden -nda -nde -dan -den -tan -ten -da -de -ta -te -ya -ye -yı -yi -ı -i -a -e",
    "ar": "وال- بال- لل- و- ب- ل- ف- ال-",
}
