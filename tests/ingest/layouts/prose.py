"""What the layouts say: a report on an invented harbour, in our own words.

The long words are there to be hyphenated, "office" and "flow" to be set with ligatures,
"well-known" and "COVID-19" to keep their hyphens.
"""

TITLE = "The Harbour of Marrow Sound"

HARBOUR = (
    "Marrow Sound is a small harbour on a coast of low cliffs. Its first pier was built of larch "
    "in 1871 and was swept away by a storm within five winters. The second, of granite, still "
    "carries the narrow railway on which herring used to travel inland. A harbour office was "
    "added in 1904, and its officials have kept an uninterrupted record of the water level there "
    "ever since. Nobody has found a comparable series on this coast."
)
TIDES = (
    "The tide enters the sound through two channels of different depth. Because the deeper "
    "channel delays the flow by about forty minutes, the inner basin fills twice, and fishermen "
    "speak of the double flood. This well-known peculiarity was first explained by the "
    "surveyor Ottilie Brandt, who published her measurements in 1923. She showed that friction "
    "along the shallow bank accounts for the difference, and that no underground passage is "
    "needed to explain it."
)
FISHING = (
    "Until the middle of the century most families lived from herring. When the shoals moved "
    "north, the fleet shrank from sixty boats to eleven, and the administration of the harbour "
    "considered closing the inner basin altogether. Instead a cooperative was founded, which "
    "bought the remaining boats and turned to mussels. Its members share the responsibility for "
    "the floating lines and divide the profit in equal parts at the end of each year."
)
PANDEMIC = (
    "During the COVID-19 pandemic the ferry stopped for fourteen weeks. The cooperative "
    "delivered food to the outlying farms by boat, and the schoolteacher gave her lessons over "
    "the harbour radio. An investigation by the district found afterwards that the arrangement "
    "had cost a quarter of what a replacement ferry would have cost, and recommended it for "
    "other islands with a comparable infrastructure."
)
LIGHT = (
    "The lighthouse on the northern mole is the youngest building of the harbour. It was "
    "finished in 1938 and electrified in 1951. Its lamp has a nominal range of eighteen "
    "nautical miles, and its signal, two long flashes and a short one, is known to every child "
    "of the village. Unfortunately the tower stands on a foundation of rubble, which settles by "
    "three millimetres a year; engineers have therefore recommended an extraordinary inspection."
)
BIRDS = (
    "Terns breed on the gravel island in the outer basin. Their number is counted each June by "
    "volunteers, who photograph the colony from the mole and afterwards compare the pictures "
    "with those of former years. The colony has grown steadily since the island was closed to "
    "visitors, although individual storms have destroyed almost all the nests of a season. "
    "Conservationists attribute the recovery to the mussel lines, where young fish find shelter."
)
FUTURE = (
    "What will become of the harbour is uncertain. The sea has risen by nineteen centimetres "
    "since the record began, and the granite pier is overtopped more frequently than before. A "
    "proposal to raise it by half a metre was rejected by the council because of the expense. "
    "The cooperative has meanwhile offered to contribute a third of the sum, provided that the "
    "narrow railway is restored for the transportation of its mussels."
)
NOTE_RECORD = "The record is kept in the district archive, where it fills ninety-one volumes."
NOTE_BRANDT = "Brandt used a float gauge of her own construction, which is now in the museum."

SECTIONS = (
    ("The pier and the office", HARBOUR),
    ("A double flood", TIDES),
    ("Herring and mussels", FISHING),
    ("Fourteen weeks without a ferry", PANDEMIC),
    ("The light", LIGHT),
    ("Terns", BIRDS),
    ("What comes next", FUTURE),
)
CATCHES = (
    ("Year", "Boats", "Herring, tonnes", "Mussels, tonnes"),
    ("1950", "60", "2,140", "0"),
    ("1970", "24", "655", "12"),
    ("1990", "11", "38", "410"),
    ("2010", "9", "0", "873"),
)
HEBREW = (
    "הנמל הקטן שוכן לרגלי צוקים נמוכים",
    "הרציף הראשון נבנה בשנת 1871 ונסחף בסערה. הרציף השני בנוי מאבן ועדיין נושא את מסילת "
    "הברזל הצרה. משרד הנמל נוסף בשנת 1904, ופקידיו רושמים מאז את גובה המים בכל יום.",
)
ARABIC = (
    "الميناء الصغير عند سفح المنحدرات",
    "بني الرصيف الأول سنة 1871 وجرفته العاصفة بعد خمسة أعوام. أما الرصيف الثاني فمن حجر "
    "صلب وما زال يحمل سكة الحديد الضيقة. ويسجل موظفو الميناء منسوب الماء كل يوم منذ سنة 1904.",
)
