"""Names written with a capital letter that stand where streets do, and are none: people, towns, shops, feasts."""

from __future__ import annotations

from bot.core.places import vocabulary as words
from bot.core.places.aliases import GIVEN_NAMES

_PEOPLE = words.words_of("""
    adriana alan alejandra alma amy andrea andy angela anna anne anthony araceli barbara ben beto betty bill billy
    bob brandon brenda brian bruno bryan carl carol caro catherine cecilia charles charlie chris christine claire
    claudia colin connor cristina cynthia dan dana dani daniela dave deborah denise derek diana diane don donna
    doris dylan edgar edith eileen elizabeth ellen emily emma eric erica erika ethan eva fabian fatima fer fernanda
    fiona frank fred gary gavin george gloria graham grace greg guille hannah harry helen henry hugo ian irene iris
    itzel ivan jack jackie jake jamie jane janet jason jeff jen jennifer jenny jessica jim jimena jimmy joan joanne
    joe john johnny jon jonathan josh juanita judy julia julie karen karina kate katie keisha keith kelly ken kenny
    kevin kim kyle larry lety leticia liam lidia lily linda lisa liz lola lorena lucia lucy lupe lupita luz lynn
    maggie marcela marco margaret mariana marie marisol mark marta martha mary matt mateo maureen max megan meche
    melissa memo mercedes mia michael michelle mick mike miriam moe molly monica nacho nancy natalia nate neil niamh
    nick nigel nora norma oliver olga olivia oscar paco pamela paola pat patricia patrick patty paty paul paula pepe
    perla pete peter phil philip rachel raj rebeca rebecca renata rich richard rob robert robin rocio roger ron rosa
    rosario rosie ruth ryan sam samantha sandra sara sarah scott sean shane sharon sheila silvia simon sofia sonia
    sophie stephanie steve steven stuart sue susan susana tania ted teresa terry tim tina toby tom tommy tony tracy
    valentina valeria vanessa vero veronica victor victoria vince violeta virginia vivian walter wendy will william
    ximena yolanda zoe
""")
_TOWNS = words.words_of("""
    turquia kent surrey essex sussex yorkshire cornwall devon norfolk suffolk croydon belfast cork galway
    acapulco aguascalientes alaska america argentina arizona asia atlanta australia baja barcelona bogota boston
    brasil brazil britain brooklyn buenavista california campeche canada cancun caribbean chiapas chicago chihuahua
    chile china coahuila colima colombia condesa coyoacan cuba cuernavaca culiacan dallas delhi denver dubai dublin
    durango ecuador edinburgh edomex egypt england espana europa europe florida france francia germany glasgow
    guadalajara guanajuato guatemala hawaii hermosillo hidalgo honduras houston iceland india indonesia iraq ireland
    israel italia italy jalisco japan japon jersey kenya korea leon lima lisbon liverpool london londres madrid
    manchester manhattan mazatlan medellin melbourne merida miami michoacan milan monterrey morelia morelos morocco
    moscow naucalpan nayarit neza nigeria norway oaxaca oregon orlando pachuca paris pakistan peru phoenix poland
    polanco portugal puebla quebec queretaro rome roma russia rusia saltillo scotland seattle sinaloa singapore
    sonora spain sydney tabasco tamaulipas tepic tepito texas tijuana tlaxcala tokyo toluca toronto turkey uk
    ucrania ukraine usa uruguay vancouver vegas venezuela veracruz vienna wales washington yucatan zacatecas eu
    tlalnepantla tlatelolco iztapalapa xochimilco ecatepec napoles narvarte
""")
_SHOPS = words.words_of("""
    airbnb aldi alexa amazon android apple asda bing cctv citibanamex costco cruise didi disney ebay etsy facebook
    fb fedex gmail gofundme grindr gumtree hbo hulu ikea insta instagram ig iphone itunes kfc kindle lidl linkedin
    marketplace mercadolibre messenger mtv nbc netflix nextdoor nike onlyfans pandora patreon paypal pinterest pizza
    play prime rappi reddit ring roblox safari signal skype snapchat sky spotify steam subway superama target telcel
    telmex tesco tiktok tinder twitch twitter uber ubereats venmo vips wifi wikipedia youtube zoom zelle fifa imax
    tv pc gps dvd cd vhs id ine rfc curp sat dif mp ssc ssp gnp pgj cdmx cecyt unam ipn uam metro metrobus mb
    metrobús tren ecobici mcdonalds mcdonald's sainsbury's greggs boots tim's wendy's
""")
_FEASTS = words.words_of("""
    advent ascension boxing candelaria christmas corpus cuaresma diwali domingo easter eid eve god good hallowe'en
    halloween hanukkah hogmanay independence jesus jesucristo cristo labor lent lord madonna mars memorial muertos
    navidad new nochebuena pascua patrick's pentecost posadas purim ramadan reyes satan saturn thanksgiving
    valentine's virgen virgin xmas biblia bible psalm salmo revelation genesis mateo lucas juan morena pan pri prd
    verde mc mondays tuesdays wednesdays thursdays fridays saturdays sundays mon tue tues wed thu thur thurs fri sat
    sun jan feb mar apr jun jul aug sep sept oct nov dec gmt bst
""")
_THINGS = words.words_of("""
    everything everyone anything nothing call llama llamen llame marca dia days face
    amen american english spanish british mexican mexicano french german irish scottish indian chinese black white
    male female dios diosito padre madre virgen senor brigada proteccion civil bomberos locatel semovi sacmex cfe
    ambulance ambulancia auxilio urgent urgente help please hurry thanks thank gracias saludos regards cheers sorry
    perdon disculpe bendiciones sincerely yours best love hope atte atentamente suspect suspects victim caller party
    bbq ceo cctv atm pin otp id od'd ptsd adhd cpr dna ems emt fbi cia nhs ngo gofundme pto hoa pta mot lgbt ak ar
    glock uzi covid pm am ok jaja jajaja lol omg wtf fyi asap update edit ps eta digo
""")
NO_STREETS = (words.NOT_STREETS | _PEOPLE | _TOWNS | _SHOPS | _FEASTS | _THINGS) - {
    "dr",
    "north",
    "general",
    "main",
    "front",
}
"""None of these alone is taken for a street that nothing else speaks for."""

FIRST_NAMES = GIVEN_NAMES | _PEOPLE
