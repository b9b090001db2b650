"""The small words around the name of a street, Spanish and English, folded: what they say about it."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


ARTICLES = frozenset({"la", "el", "los", "las", "the", "lo"})
LINKERS = frozenset({"de", "del", "a", "al", "con", "to", "of", "from", "for", "with", "para", "d", "que"})

PLACE = words_of("""
    en sobre por x at on in outside opposite along down up onto enfrente frente afuera fuera cerca junto
    dentro atras detras lado adelante direccion ubicacion domicilio calle aqui aca near behind inside
    below above around across front desde hasta banqueta esquina altura camellon carril carriles laterales
    lateral through into off by beside past
""")
CROSS = words_of("""
    esq esqu esquina esquinita cruce crucero cruza cruzando casi altura interseccion entrecalle llegando
    llegar pasando corner junction intersection crossing
""")
# between two streets these make the second one the crossing
CLOSE_TO = frozenset({"near", "off", "by", "beside", "cerca", "junto", "antes", "opposite"})
BETWEEN = frozenset({"entre", "between", "entrecalles"})
# where somebody went, which is not where it happened
DIRECTION = words_of("""
    hacia rumbo sentido direccion huyendo huyo huyeron corrio corrieron corriendo fueron toward
    towards heading headed ran running fled
""")
JOINTS = frozenset({"y", "e", "and", "x", "con", "with", "at"})
JOINT_SIGNS = frozenset({"/", "&", "@", "+", "-"})

# before a place they take it back: "no en Fresno", "no era Fresno", "it isn't Mill Lane"
DENIALS = frozenset({"no", "not", "isn't", "isnt", "wasn't", "wasnt"})
IS = frozenset({"es", "era", "fue", "is", "was"})

HOME = frozenset({"vivo", "vive", "vivimos", "live", "lives"})

# X of …: a neighbourhood, a station, a park; what follows is its name and no street
AREAS = words_of("""
    colonia col barrio alcaldia delegacion sector zona metro metrobus estacion alameda parque plaza
    glorieta mercado jardin kiosco quiosco neighborhood neighbourhood station fraccionamiento parroquia
    iglesia pueblo ciudad tianguis sonidero cuadrante colonias fracc
""")
# the same without "of": "hotel Reforma" is a hotel, "el hotel de Reforma" stands in the street
NAMED_PLACES = words_of("""
    hospital clinica escuela primaria secundaria kinder colegio cine teatro museo hotel banco torre
    edificio biblioteca deportivo gimnasio restaurante restaurant cafe bar fonda taqueria gasolinera
    monumento cafeteria papeleria panaderia universidad instituto centro club salon foro casa hostal
""")
# "the bar of Génova": what stands in a street
STANDING = words_of("""
    antro bar banqueta banquetas bodega camellon cancha ciclovia tienda super tlapaleria fonda cuadra esquina puesto
    tramo vecinos vecinas vecino vecina meseras azotea callejon cafe puesteros taqueria gasolinera funeraria lado
    camaras parada semaforo cruce casa edificio vecindad hotel farmacia estetica gimnasio mercado acera obra hostal
    optica zapateria ferreteria tintoreria lavanderia carniceria verduleria polleria pasteleria peluqueria barberia
    refaccionaria imprenta consultorio notaria kinder guarderia local roof tendedero puerta fachada rejilla
    coladera alcantarilla choque truck planta baja depa salida
""")
COLOURS = frozenset({"color", "colour"})
PERSONS = words_of("""
    senor sr senora sra senorita srita oficial comandante comte cmte mr mrs ms miss officer sargento joven
    nino nina vecino vecina don dona licenciado licenciada llamo llama llamado apellido poli
""")

ENGLISH_KINDS = {
    "street": "Street", "st": "Street", "road": "Road", "rd": "Road", "avenue": "Avenue", "ave": "Avenue",
    "av": "Avenue", "lane": "Lane", "ln": "Lane", "terrace": "Terrace", "terr": "Terrace", "ter": "Terrace",
    "close": "Close", "cl": "Close", "grove": "Grove", "row": "Row", "court": "Court", "ct": "Court",
    "place": "Place", "pl": "Place", "drive": "Drive", "dr": "Drive", "way": "Way", "hill": "Hill",
    "crescent": "Crescent", "cres": "Crescent", "square": "Square", "sq": "Square", "gardens": "Gardens",
    "gdns": "Gardens", "boulevard": "Boulevard", "blvd": "Boulevard", "parkway": "Parkway", "pkwy": "Parkway",
    "highway": "Highway", "hwy": "Highway", "walk": "Walk", "mews": "Mews", "parade": "Parade", "quay": "Quay",
    "alley": "Alley", "circle": "Circle", "cir": "Circle", "rise": "Rise", "view": "View", "green": "Green",
    "yard": "Yard", "villas": "Villas", "wharf": "Wharf", "trail": "Trail", "mount": "Mount", "bank": "Bank",
    "esplanade": "Esplanade", "embankment": "Embankment", "park": "Park", "vale": "Vale", "path": "Path",
    "gate": "Gate", "bridge": "Bridge", "loop": "Loop", "turnpike": "Turnpike", "broadway": "Broadway",
    "approach": "Approach", "arcade": "Arcade", "cottages": "Cottages", "mansions": "Mansions", "circuit": "Circuit",
    "pde": "Parade", "tce": "Terrace", "fwy": "Freeway", "freeway": "Freeway", "expressway": "Expressway",
    "track": "Track", "vennel": "Vennel", "bend": "Bend", "hollow": "Hollow", "brae": "Brae", "brow": "Brow",
    "cross": "Cross", "croft": "Croft", "wynd": "Wynd", "causeway": "Causeway", "promenade": "Promenade",
    "cct": "Circuit", "esp": "Esplanade", "trl": "Trail", "meadows": "Meadows", "heights": "Heights", "mall": "Mall",
    "main": "Main",
}  # fmt: skip
# Surely a street whatever stands before; the others are ordinary words as well ("tennis court", "by the way").
SURE_KINDS = frozenset({"street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "terrace", "crescent", "gdns",
                        "boulevard", "blvd", "mews", "hwy"})  # fmt: skip
# A name in capitals makes a street of these, with nothing else said; of the rest only a house number does.
NAME_KINDS = SURE_KINDS | frozenset({"close", "grove", "row", "court", "place", "drive", "way", "quay", "parade",
                                     "square", "ct", "pl", "dr", "cres", "sq", "alley", "parkway", "pkwy", "highway",
                                     "gardens", "terr", "walk", "rise", "cl", "embankment", "esplanade", "pde", "tce",
                                     "fwy", "freeway", "expressway", "cottages", "mansions", "approach", "vennel",
                                     "brae", "brow", "wynd", "cct"})  # fmt: skip
# These are streets after a word of place too: "off Goanna Track", "the bottom of Church Hill".
LANDFORMS = frozenset({"main", "gate", "hill", "bend", "hollow", "track", "croft", "cross", "causeway", "circuit"})

SPANISH_KINDS = {
    "calle": "", "c": "", "av": "Avenida", "avenida": "Avenida", "avda": "Avenida", "ave": "Avenida",
    "calzada": "Calzada", "calz": "Calzada", "callejon": "Callejón", "cjon": "Callejón", "privada": "Privada",
    "priv": "Privada", "cerrada": "Cerrada", "cda": "Cerrada", "eje": "Eje", "blvd": "Boulevard",
    "boulevard": "Boulevard", "bulevar": "Bulevar", "paseo": "Paseo", "prolongacion": "Prolongación",
    "prol": "Prolongación", "circuito": "Circuito", "andador": "Andador", "retorno": "Retorno", "rio": "Río",
    "viaducto": "Viaducto", "camino": "Camino", "carrera": "Carrera",
    "transversal": "Transversal", "rua": "Rua", "clle": "", "cll": "",
}  # fmt: skip
# Words of every day too: they are the kind of a street only before a capital letter or with a house number.
ORDINARY_KINDS = frozenset({"calle", "c", "privada", "priv", "cerrada", "cda", "paseo", "circuito", "retorno", "ave",
                            "camino", "rio", "carrera", "transversal", "clle", "cll", "av"})  # fmt: skip

# --- numbers ----------------------------------------------------------------------------------------

MARKS = frozenset({"no", "num", "numero", "n", "nro", "number", "nr", "numbers", "numeros"})
NUMBER_BRIDGE = MARKS | words_of("""
    al del el un lado frente afuera fuera enfrente altura a la de en junto ext exterior marcado marcada con justo
    exactamente casi outside opposite at the in front of house casa
""")
FLATS = words_of("""
    depto dep depa dpto departamento int interior piso flat apt apartment apto unit local despacho oficina
    room suite cuarto torre edificio edif unidad lote lt manzana mz mza km kilometro linea ruta carril
    anden puerta seccion planta floor gate platform bus line casa nivel folio placa placas terminacion
    extension ext tel telefono
""")
# Other things that have numbers: "patrulla número 1234"
NUMBERED_THINGS = FLATS | words_of("""
    patrulla camion microbus taxi reporte ticket celular whatsapp cuenta tarjeta poliza cuadrante unidad badge phone
    patrol report case route plate bus
""")
AFTER_NO_HOUSE = words_of("""
    min mins minuto minutos minutes minute h hr hrs hora horas hour hours am pm seg segundos seconds dia
    dias days day semana semanas weeks week mes meses months month ano anos years year yrs veces times
    metro metros mts mt km kms m kilometros kilos kg litros pesos mil peso dolares varos cuadra cuadras
    calles persona personas people gente men man women woman guys guy kids cars lads blokes masculinos
    femeninas piso pisos cm grados o u hombre mujer sujeto tipo policia patrulla carro coche moto perro
    perros motos ratas chavos vatos weyes weys block blocks
""")
NOT_COUNTED = words_of("""
    mientras entonces quizas muchas muchos varias varios algunas algunos lunes martes miercoles jueves viernes vayas
    entre detras atras junto esos estos ellos nadie unos otras otros todos todas desde ademas despues
    gracias vecinos seguimos estamos vamos tenemos ayudenos mandenos necesitamos quieres queremos
    escuchamos vimos oimos somos apurense vengas vamonos apenas antes jamas afueras interiores bomberos
    tras departamentos llevamos estas buenas buenos favores always across news thanks guess there's
    officers neighbours neighbors already needs sounds looks smells keeps seems police's appears opens
    comes gets cross this
""")

# --- names ------------------------------------------------------------------------------------------

# Never part of an unknown street's name, and never a misspelt one.
ORDINARY_WORDS = words_of("""
    soy estoy estamos voy vengo vamos llevo llevamos tengo tenemos queda quedo
    que como cuando donde porque para pero este esta esto estan estos estas ese esa eso esos hay son fue
    era ser ya muy mas menos todo toda todos nada algo alguien nadie casa casas calle calles avenida
    esquina frente afuera entre sobre hasta desde hacia contra sin con los las una uno unos unas del mi
    mis su sus tu nos les por favor gracias buenas buenos dias tardes noches vecino vecina vecinos oficial
    oficiales policia patrulla patrullas ayuda auxilio urgente carro carros coche coches moto motos
    camioneta camion taxi combi auto autos negra negro blanca blanco roja rojo azul gris verde amarilla
    naranja edificio departamento depto piso puerta portal ventana azotea banqueta parque mercado metro
    metrobus tienda farmacia oxxo escuela iglesia hospital alameda kiosco plaza glorieta jardin colonia
    zona lado centro cuadra semana mes ahora ahorita ayer hoy manana noche tarde hora horas minutos gente
    personas persona hombre mujer senor senora joven nino nina perro perros gato robo robaron asalto
    asaltaron golpe golpes fuego humo gas agua luz fuga bache basura ruido fiesta musica pelea sangre
    herido muerto tirado tirada fresco serio cierro cerro cerca siempre nunca tambien luego entonces segun
    varios varias muchos muchas otro otra otros tres dos cuatro cinco seis siete ocho nueve diez van viene
    vienen salio corrio corrieron paso pasa pasan total general principal publica publico vivo vive llega
    llego quiere puede pueden tiene tienen hace hacen veces cada medio media suelo banco centavos pesos
    dinero celular telefono bolsa cartera mochila placas placa numero sena seña senas plata the this that
    these those there their they them and for from with what when where which who someone somebody anyone
    people man woman guy kid kids police officer officers please thanks thank help urgent house home flat
    door window street road avenue lane corner outside inside opposite near behind front park school
    church station shop store bus stop car cars truck bike black white red blue green grey gray dark big
    small old new main our your my his her its has have had was were been being are is not now just still
    again back very some any all one two three morning evening night afternoon today yesterday week ago
    about around along down into onto over under between next side of on in at to by up or as an so if out
    off no do does did can could would should will may might me you we us he she it im ive theres a i
    camaras camara vecindad mesa terreno obra pena cerrado cerrada abierta abierto baldio lote barda reja
    zaguan cochera garage estacionamiento local cancha deportivo entrada salida esquinas banquetas parada
    modulo caseta semaforo coladera poste arbol luminaria farola lampara cable cables transformador tanque
    contenedor camellon jardinera
""")

# Capitalised words that stand before numbers or after "en" and are no streets.
NOT_STREETS = ORDINARY_WORDS | words_of("""
    estara estaba quedara sigue
    jetta tsuru versa aveo chevy honda nissan toyota ford mazda kia suburban civic corolla sentra march
    golf bora audi bmw italika vento yamaha suzuki pointer spark beat polo ram jeep lobo tacoma uber didi
    volkswagen chevrolet seat dodge enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre lunes martes miercoles jueves viernes sabado domingo monday tuesday wednesday
    thursday friday saturday sunday january february april june july august september october november
    december linea ruta unidad placa placas salmos salmo covid ley articulo radio canal facebook whatsapp
    twitter telegram google internet mexico cdmx dios estado gobierno alcaldia delegacion
    presidencia fiscalia ministerio juzgado cfe c5 pemex imss issste seven eleven bbva banamex walmart
    soriana chedraui sears elektra coppel starbucks mcdonalds bansefi banorte santander hsbc solo sola van
    llevan llevamos son eran somos fueron mide pesa cuesta cuestan tengo tenemos quedan faltan folio
    codigo clave reporte serie modelo nip navidad semana santa pascua vacaciones emergencia emergencias
    casa depa vendo rento unit flat apt room sector cuadrante zona region distrito base grupo
    turno hubo hola serian aproximadamente minimo maximo maybe almost only another these us usd mxn iphone
    samsung xbox playstation windows it's that's there's here's he's she's they're we're i'm who's what's let's don't
""")
# Ordinary words that are part of a street's name as well, though never the last one
ORDINARY_NAMES = frozenset({"san", "santa", "santo", "parque", "plaza", "puerta", "cerro", "casa", "banco", "general"})
PARTICLES = frozenset({"de", "del", "la", "las", "los", "el", "y"})
STREET_TITLES = frozenset({"dr", "doctor", "dra", "gral", "general", "ing", "prof", "profesor", "lic", "maestro"})

# English words that end a street's name, read backwards from its kind
FUNCTION_WORDS = words_of("""
    the a an this that these those my our your his her its their at on in of to from by off near behind
    outside inside opposite and or but with for along down up across over under between through into onto
    past around about towards toward is are was were be been has have had do does did can could should
    would will please i we you he she they it there here where when who what which someone somebody anyone
    police just now not no only also still again corner junction every each any some all another same
    other next hi hello help urgent officer officers neighbours neighbors everyone update fire smoke gas
    crash fight accident robbery heads if as so van car bus en de del la el los las por y calle
""")
# and those that make an ordinary thing of it in small letters: "side street", "bus lane"
NO_NAMES = words_of("""
    side back whole busy quiet narrow main dark bus cycle bike fast slow inside outside middle front rear
    wrong right left one two dead tree open public private tennis food market parking safe best first last
    own long short wide wet icy local new old residential dirt gravel service access ring slip toll cross
    country driveway opposite empty nearest closest parallel adjacent entire blocked closed down up off
    street road lane avenue which garda gardai council my me more less
""")
