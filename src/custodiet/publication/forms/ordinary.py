"""Surnames and first names that are ordinary words as well, and so cannot be looked for alone."""

MONTHS = frozenset({"march", "april", "may", "june", "july", "august"})
"""A month with a capital is no person."""

_WORDS = """
arch ash ball band banks barber barn barrow bath bay beach bean bear bench berry best bird bishop black blade blank bloom
bond bone book booth bow box boy brand brave bridge bridges bright butcher butler butter camp cannon care carpenter case cash
castle chance chapel chapman chase child church clay clerk close coal coin cole constable cook court cream cross crown cry
dark dale day deacon deal dean dear dell dew dice dog down drive duke early east easter england english even ever fair faith
fall farmer field fields fine fish fisher flood flower flowers fly foot force ford forest fortune foster fowl frank free
freeman french game garden gardener gates gay gentle gift glass good grace grant grave graves gray green grey grove guard
guest gun guy hall hand hands hard hardy hart hatch hay head hedge heir herd hero hill hills holder hole holly home hood hook
hop hope horn house hunt hurt ice jewel jolly joy judge just justice keen keep key kind king kitchen knight lad lake land
lane large law laws leaf lean leather light lilly line link little lock lodge long lot love low luck main major man manners
marble mark marks market marsh marshal marshall meadows means mercy mile miles mill miller mills mint moan money monk moor
more mount mountain mote nail near new newman nice night noon north nurse oak oaks old orange order page paper parish park
parks part parson pass past patience pay peace penny perfect piece pine pink place plant plaster player pleasant poll pond
pool poor porter post pot pound power powers precious press price priest prince prior proctor proper prudence quick rain ray
reader ready reason rice rich ring rise river rivers roads rock rod root rope rose round rule rush sail salt samples sand
sands savage say scales school sea seal seed sell seller sergeant service sharp sheep shepherd ship shore short shot silver
single singer skill slate sleep small smart smoke snow south spark sparks spear speed spice spring stable stack stag staff
steel stick still stone storm story strange street strong style summer summers surety swallow sweet swift sword temple tenant
tile town trapper tree trick true trust turn twist vane vicar victor wade wait wake walk wall walls war ward warden ware warm
warn waters way wells went west wheel white wick wild will wills winter winters wise wood woods wool word work works worth
wright yard year young younger
"""
ORDINARY = MONTHS | frozenset(_WORDS.split())
