"""Names by what they name: as much of a gazetteer as telling sorts of names apart needs."""

COUNTRIES = frozenset(
    "France Germany China Spain Italy Russia Japan India Ireland Scotland England Wales Canada "
    "Portugal Switzerland Denmark Sweden Norway Poland Greece Turkey Egypt Mexico Brazil Korea "
    "Vietnam Burma Tibet Mongolia Iran Iraq Syria Israel Kuwait Australia Belgium".split()
)
REGIONS = frozenset(
    "Normandy Brittany Provence Languedoc Aquitaine Poitou Quebec California Florida Virginia "
    "Texas Pennsylvania Massachusetts Maine Georgia Louisiana Acadia Newfoundland Ohio Alaska "
    "Hawaii Alabama Mississippi Maryland Connecticut Prussia Bavaria Saxony Sicily Apulia "
    "Calabria Ulster Anatolia Lombardy Catalonia Amazonia Manchuria Shandong Northumbria Wessex "
    "Kent".split()
)
# What is true of something in these is true of them too, or nearly: no name takes their place,
# and they take no other's.
WIDE = frozenset(
    "Europe Asia Africa America Americas Britain UK US U.S. West East North South World Holland "
    "Netherlands Mediterranean Earth God Christianity Islam European American Western Eastern "
    "Northern Southern Asian African British Christian Protestant Muslim Islamic Chinese Jewish "
    "Scandinavian Germanic Arab Native Indian".split()
) | frozenset(
    {
        "Great Britain",
        "United Kingdom",
        "United States",
        "Soviet Union",
        "Western Europe",
        "Middle East",
        "North America",
        "South America",
        "New World",
        "Roman Empire",
        "British Empire",
        "Ottoman Empire",
        "Mongol Empire",
    }
)
PERSON_TITLES = frozenset(
    "King Queen Emperor Prince Princess Duke Count Earl Pope Sir Lord Saint St. President General "
    "Khan Governor Captain Major Dr. Mr. Mrs.".split()
)
THINGS = frozenset(
    "Republic Act Church Army Navy War Wars Battle Treaty River Lake Fort Parliament Court Party "
    "University College School Society Company Network Empire Dynasty Kingdom Crown Council "
    "Commission Committee Office Union Conference Crusade Mountains Ocean Sea Island Islands "
    "Valley Museum Bridge Park Theatre Abbey Cathedral Hall House Edict Bible Bowl Game League "
    "Revolution Rebellion Massacre Congress Association Agency Service Corporation Bank Team "
    "Program Project Protocol Model Report Panel Theorem Conjecture Hypothesis Colony Province "
    "County City Street Road Avenue Route Railway Airport Station Center Centre Building".split()
)
ORDINALS = frozenset(
    "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth".split()
)
