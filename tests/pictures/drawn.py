"""Pictures to look at, drawn here: no two seeds give the same, and none is anybody's."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from bot.pictures.lettering import font, wrapped

Picture = Image.Image

_SENTENCES = (
    "CUANDO LLEGA EL LUNES Y NO HAY CAFÉ", "YO ESPERANDO EL CAMIÓN DE LA BASURA", "NADIE: ABSOLUTAMENTE NADIE:",
    "WHEN THE NEIGHBOUR SINGS AT 3 AM", "MI CARA CUANDO PAGAN LA QUINCENA", "AND THEN HE SAID TRUST ME",
)  # fmt: skip
_CHAT = (
    "Hola, ¿ya vieron esto?", "Reenvíalo a todos tus contactos antes de la medianoche, es muy importante para todos",
    "Sí, ya me llegó", "Dicen que mañana lo van a cobrar, pásalo por favor a tus grupos", "ok", "Gracias vecina",
    "No se olviden de la junta", "¿A qué hora?", "Les aviso al rato, estoy saliendo del trabajo apenas",
)  # fmt: skip
_OFFERS = ("GRAN VENTA", "PIZZAS 2X1", "SE RENTA", "PLOMERÍA", "CLASES DE INGLÉS", "GARDEN SALE")
_DETAILS = (
    "Pedidos al 55 1234 5678", "Entrega a domicilio", "Solo este fin de semana", "Presupuesto sin compromiso",
    "Abierto de 9 a 21 h", "Informes por WhatsApp", "Precios de mayoreo", "Todos los jueves",
)  # fmt: skip


def encoded(picture: Picture, form: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file; a JPEG as Telegram makes them, unless ``quality`` says otherwise."""
    buffer = BytesIO()
    if form == "JPEG":
        options = {"quality": 85} | options
        picture = picture.convert("RGB") if picture.mode not in ("RGB", "L", "CMYK") else picture
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def noise(size: tuple[int, int], grain: int, chance: random.Random) -> np.ndarray[Any, Any]:
    """Clouds whose smallest lumps are ``grain`` pixels wide, from 0 to 1."""
    rng = np.random.default_rng(chance.getrandbits(32))
    small = rng.random((max(2, size[1] // grain), max(2, size[0] // grain)))
    cloud = Image.fromarray((small * 255).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(cloud, dtype=np.float32) / 255


def textured(picture: Picture, chance: random.Random, strength: float = 1.0) -> Picture:
    """As a lens sees it: clouds of light, grain of the sensor, a little blur."""
    pixels = np.asarray(picture.convert("RGB"), dtype=np.float32)
    for grain, force in ((160, 0.35), (40, 0.25), (9, 0.2), (3, 0.12)):
        pixels = pixels * (1 + strength * force * (noise(picture.size, grain, chance) - 0.5))[..., None]
    rng = np.random.default_rng(chance.getrandbits(32))
    pixels += rng.standard_normal((*pixels.shape[:2], 1), dtype=np.float32) * 5 * strength
    blurred = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return blurred.filter(ImageFilter.GaussianBlur(0.7))


def street(seed: int, size: tuple[int, int] = (800, 600)) -> Picture:
    """A street by day: sky, facades in perspective with windows, a road, cars."""
    chance = random.Random(seed)
    width, height = size
    horizon, middle = int(height * chance.uniform(0.35, 0.5)), int(width * chance.uniform(0.35, 0.65))
    sky = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    top, low = np.array([chance.randint(90, 190)] * 2 + [230.0]), np.array([225.0, 225, 220])
    picture = Image.fromarray(np.broadcast_to(top * (1 - sky) + low * sky, (height, width, 3)).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, height), (width, height), (middle + 20, horizon), (middle - 20, horizon)], fill=(95, 92, 90))
    for side in (0, width):
        for number in range(4):
            far, near = number / 4, (number + 1) / 4
            x0, x1 = (side + (middle - side) * part for part in (far, near))
            y0, y1 = (height * 0.05 + (horizon - height * 0.05) * part for part in (far, near))
            b0, b1 = (height * 0.85 + (horizon - height * 0.85) * part for part in (far, near))
            wall = tuple(chance.randint(70, 215) for _ in range(3))
            draw.polygon([(x0, y0), (x1, y1), (x1, b1), (x0, b0)], fill=wall)
            for row in range(1, 4):
                for column in (0.25, 0.6):
                    x = x0 + (x1 - x0) * column
                    y = y0 + (b0 - y0) * row / 4.6
                    w, h = abs(x1 - x0) * 0.2, (b0 - y0) * 0.1
                    draw.rectangle([x, y, x + w, y + h], fill=tuple(part // 3 for part in wall))
    for _ in range(chance.randint(1, 4)):
        x, y, w = chance.randint(0, width), chance.randint(horizon, max(horizon, height - 60)), chance.randint(50, 150)
        draw.rounded_rectangle([x, y, x + w, y + w // 2], 18, fill=tuple(chance.randint(20, 230) for _ in range(3)))
        draw.ellipse([x + 10, y + w // 2 - 20, x + 50, y + w // 2 + 20], fill=(25, 25, 25))
    return textured(picture, chance)


def night(seed: int, size: tuple[int, int] = (800, 600)) -> Picture:
    """A street in the dark: lamps with their haloes, lit windows, grain."""
    chance = random.Random(seed)
    width, height = size
    pixels = np.full((height, width, 3), chance.uniform(6, 22), dtype=np.float32)
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    for _ in range(chance.randint(2, 9)):
        x, y, reach = chance.uniform(0, width), chance.uniform(0, height * 0.6), chance.uniform(8, 60)
        glow = np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * reach**2))
        pixels += glow[..., None] * np.array([255, chance.uniform(170, 240), chance.uniform(80, 200)]) * 1.3
    for _ in range(chance.randint(0, 14)):
        x, y = chance.randint(0, width - 40), chance.randint(0, height - 40)
        pixels[y : y + 26, x : x + 18] += np.array([150.0, 120, 60])
    rng = np.random.default_rng(seed)
    pixels += rng.standard_normal(pixels.shape, dtype=np.float32) * 9
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.8))


def rain(seed: int) -> Picture:
    """A street through streaks of rain."""
    chance = random.Random(seed)
    picture = Image.blend(street(seed), Image.new("RGB", (800, 600), (150, 155, 160)), 0.45)
    draw = ImageDraw.Draw(picture)
    for _ in range(500):
        x, y, length = chance.randint(0, 800), chance.randint(0, 600), chance.randint(6, 24)
        draw.line([x, y, x + length // 6, y + length], fill=(205, 208, 212))
    return picture.filter(ImageFilter.GaussianBlur(0.8))


def wall(seed: int) -> Picture:
    """A wall of one colour, lit from one side."""
    chance = random.Random(seed)
    colour = tuple(chance.randint(60, 235) for _ in range(3))
    light = np.linspace(0.8, 1.1, 800, dtype=np.float32)[None, :, None]
    pixels = np.broadcast_to(np.array(colour, dtype=np.float32) * light, (600, 800, 3))
    return textured(Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), chance, chance.choice([0.1, 0.4, 1]))


def sign(seed: int) -> Picture:
    """A photograph of a shop's sign or a street's plate: letters, askew, amid a street."""
    chance = random.Random(seed)
    picture = street(seed)
    plate = Image.new("RGB", (420, 170), chance.choice([(20, 80, 40), (235, 235, 230), (180, 30, 35), (30, 60, 150)]))
    draw = ImageDraw.Draw(plate)
    ink = (245, 245, 245) if sum(plate.getpixel((0, 0))) < 400 else (25, 25, 25)  # type: ignore[arg-type]
    draw.text(
        (40, 40), chance.choice(["RÍO TÍBER", "FARMACIA", "NO ESTACIONAR", "ABARROTES"]), ink, font(42, bold=True)
    )
    draw.text((25, 95), chance.choice(["Col. Cuauhtémoc", "24 horas", "Se usará grúa"]), ink, font(32))
    turned = plate.rotate(chance.uniform(-12, 12), expand=True, resample=Image.Resampling.BICUBIC)
    mask = Image.new("L", plate.size, 255).rotate(0, expand=True).resize(turned.size)
    picture.paste(turned, (chance.randint(30, 300), chance.randint(50, 280)), mask)
    return textured(picture, chance, 0.5)


def camera_still(seed: int) -> Picture:
    """What a security camera keeps: a grey street, the time in the corner, perhaps black bars around it."""
    chance = random.Random(seed)
    picture = (street(seed) if chance.random() < 0.5 else night(seed)).convert("L").convert("RGB").resize((800, 450))
    draw = ImageDraw.Draw(picture)
    draw.text(
        (30, 20), "2026-11-20 22:41:07", (250, 250, 250), font(21, bold=True), stroke_width=2, stroke_fill="black"
    )
    draw.text((600, 412), "CAM 02 ENTRADA", (250, 250, 250), font(19), stroke_width=2, stroke_fill="black")
    if chance.random() < 0.5:
        framed = Image.new("RGB", (800, 600), "black")
        framed.paste(picture, (0, 75))
        return framed
    return picture


def meme_with_bands(seed: int, below: Picture | None = None) -> Picture:
    """A sentence on a white band above a photograph, and perhaps one below it."""
    chance = random.Random(seed)
    below = (below or street(seed + 1000, (960, 720))).convert("RGB").resize((960, 720))
    face = font(chance.choice([44, 52, 60]), bold=chance.random() < 0.6)
    lines = wrapped(chance.choice(_SENTENCES) + " " + chance.choice(_SENTENCES), face, 900, 3)
    band = 30 + len(lines) * int(face.size * 1.25)
    both = chance.random() < 0.4
    picture = Image.new("RGB", (960, 720 + band + (110 if both else 0)), "white")
    picture.paste(below, (0, band))
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((30, 15 + number * int(face.size * 1.25)), line, (10, 10, 10), face)
    if both:
        draw.text((30, band + 740), chance.choice(_DETAILS), (10, 10, 10), face)
    return picture


def meme_with_impact(seed: int, under: Picture | None = None) -> Picture:
    """Fat white capitals with black edges on a photograph, above and below."""
    chance = random.Random(seed)
    picture = (under or (street if seed % 3 else night)(seed + 2000, (1000, 800))).convert("RGB").resize((1000, 800))
    draw = ImageDraw.Draw(picture)
    face = font(chance.choice([60, 70, 82]), bold=True)
    places = [12, 800 - int(face.size * 2.6)] if chance.random() < 0.75 else [12]
    for top in places:
        for number, line in enumerate(wrapped(chance.choice(_SENTENCES), face, 940, 2)):
            x = (1000 - face.getlength(line)) / 2
            y = top + number * int(face.size * 1.15)
            draw.text((x, y), line, "white", face, stroke_width=4, stroke_fill="black")
    return picture


def chat_screenshot(seed: int) -> Picture:
    """A phone's screen with a chat: a bar at the top, bubbles of two colours, small text."""
    chance = random.Random(seed)
    dark = chance.random() < 0.5
    width, height = chance.choice([(1080, 2340), (1170, 2532), (720, 1600), (1080, 1920)])
    ground, mine, theirs, ink = (
        ((11, 20, 26), (0, 92, 75), (32, 44, 51), (233, 237, 239))
        if dark
        else ((236, 229, 221), (217, 253, 211), (255, 255, 255), (17, 27, 33))
    )
    picture = Image.new("RGB", (width, height), ground)
    draw = ImageDraw.Draw(picture)
    unit = width // 30
    draw.rectangle([0, 0, width, unit * 5], fill=(32, 44, 51) if dark else (0, 128, 105))
    draw.text((unit, unit // 2), "22:41", (240, 240, 240), font(unit))
    draw.ellipse([unit, unit * 2, unit * 4, unit * 5 - unit // 2], fill=(140, 150, 160))
    draw.text(
        (unit * 5, unit * 3 - unit // 2), "Vecinos de la cuadra", (240, 240, 240), font(int(unit * 1.3), bold=True)
    )
    y = unit * 6
    face = font(int(unit * 1.1))
    while y < height - unit * 8:
        own = chance.random() < 0.4
        lines = wrapped(chance.choice(_CHAT), face, width * 0.68, 6)
        wide = max(face.getlength(line) for line in lines) + unit * 2
        x = width - wide - unit if own else unit
        tall = len(lines) * unit * 1.5 + unit * 1.4
        draw.rounded_rectangle([x, y, x + wide, y + tall], unit // 2, fill=mine if own else theirs)
        for number, line in enumerate(lines):
            draw.text((x + unit, y + unit * 0.5 + number * unit * 1.5), line, ink, face)
        y += int(tall + unit * 0.8)
    draw.rounded_rectangle([unit, height - unit * 4, width - unit * 5, height - unit], unit, fill=theirs)
    draw.ellipse([width - unit * 4, height - unit * 4, width - unit, height - unit], fill=(0, 168, 132))
    return picture


def map_screenshot(seed: int) -> Picture:
    """A phone's screen with a map: people send it to say where."""
    chance = random.Random(seed)
    picture = Image.new("RGB", (1080, 2340), (242, 239, 233))
    draw = ImageDraw.Draw(picture)
    for _ in range(30):
        x, y = chance.randint(-200, 1080), chance.randint(0, 2340)
        draw.line([x, y, x + chance.randint(-900, 900), y + chance.randint(-900, 900)], (255, 255, 255), 22)
    for _ in range(6):
        x, y = chance.randint(0, 1000), chance.randint(200, 2200)
        draw.rectangle([x, y, x + 220, y + 180], fill=(200, 230, 195))
    for _ in range(14):
        draw.text((chance.randint(0, 800), chance.randint(200, 2200)), "Río Lerma", (110, 110, 110), font(30))
    draw.rounded_rectangle([40, 110, 1040, 230], 60, fill=(255, 255, 255))
    draw.text((110, 140), "Río Tíber 87", (60, 60, 60), font(44))
    draw.ellipse([500, 1100, 580, 1180], fill=(220, 50, 45))
    return picture


def flyer(seed: int) -> Picture:
    """An advert: flat strong colours, big words, small words, perhaps a picture in the middle."""
    chance = random.Random(seed)
    grounds = [(200, 20, 40), (250, 200, 20), (20, 90, 200), (255, 255, 255), (30, 140, 70), (90, 30, 120)]
    ground = chance.choice(grounds)
    size = chance.choice([(1080, 1080), (1080, 1350), (800, 1130)])
    picture = Image.new("RGB", size, ground)
    draw = ImageDraw.Draw(picture)
    width, height = size
    ink = (255, 255, 255) if sum(ground) < 420 else (20, 20, 20)
    accent = chance.choice([each for each in grounds if each != ground])
    draw.rectangle([0, height * 0.84, width, height], fill=accent)
    title = font(width // 9, bold=True)
    word = chance.choice(_OFFERS)
    draw.text(((width - title.getlength(word)) / 2, height * 0.05), word, ink, title)
    if chance.random() < 0.5:
        inner = street(seed + 3000, (width * 3 // 5, height * 3 // 10))
        picture.paste(inner, (width // 5, int(height * 0.22)))
        y = height * 0.56
    else:
        draw.ellipse([width * 0.3, height * 0.2, width * 0.7, height * 0.45], fill=accent)
        draw.text((width * 0.37, height * 0.28), f"${chance.randint(49, 999)}", ink, font(width // 10, bold=True))
        y = height * 0.5
    for detail in chance.sample(_DETAILS, chance.randint(3, 5)):
        draw.text((width * 0.12, y), detail, ink, font(width // 22, bold=chance.random() < 0.4))
        y += width // 16
    below = (255, 255, 255) if sum(accent) < 420 else (20, 20, 20)
    draw.text((width * 0.1, height * 0.88), chance.choice(_DETAILS), below, font(width // 18, bold=True))
    return picture


def sticker(seed: int, *, cut_out: bool = False) -> Picture:
    """A drawn figure on flat ground, or cut out of it."""
    chance = random.Random(seed)
    picture = Image.new(
        "RGBA", (512, 512), (0, 0, 0, 0) if cut_out else chance.choice(["white", "black", (240, 240, 200)])
    )
    draw = ImageDraw.Draw(picture)
    skin = chance.choice([(255, 204, 77), (120, 200, 120), (240, 150, 180)])
    draw.ellipse([90, 90, 420, 420], fill=skin, outline=(60, 40, 10), width=8)
    for x in (180, 300):
        draw.ellipse([x, 190, x + 40, 250], fill=(60, 40, 10))
    draw.chord([170, 240, 350, 370], 0, 180, fill=(160, 20, 40), outline=(60, 40, 10), width=6)
    if chance.random() < 0.6:
        draw.text((150, 430), chance.choice(["¡JAJA!", "BUENOS DÍAS", "OK"]), (220, 30, 30), font(44, bold=True))
    return picture


def white_sky(seed: int) -> Picture:
    """A street below a sky so bright that it is white, with wires across it: no band with a sentence."""
    chance = random.Random(seed)
    picture = street(seed)
    width, height = picture.size
    draw = ImageDraw.Draw(picture)
    end = int(height * chance.uniform(0.2, 0.4))
    draw.rectangle([0, 0, width, end], fill=(252, 252, 252))
    for _ in range(chance.randint(1, 6)):
        y = chance.randint(5, end - 5)
        draw.line([0, y, width, y + chance.randint(-30, 30)], (40, 40, 45), chance.randint(1, 3))
    for _ in range(chance.randint(0, 60)):
        x, y = chance.randint(0, width), chance.randint(0, end)
        draw.line([x, y, x + chance.randint(-20, 20), y + chance.randint(-20, 20)], (50, 60, 50), 2)
    x = 0
    while x < width:
        wide, roof = chance.randint(20, 120), tuple(chance.randint(60, 180) for _ in range(3))
        draw.rectangle([x, end - chance.randint(0, 25), x + wide, end + 10], fill=roof)
        x += wide
    return picture.filter(ImageFilter.GaussianBlur(0.6))


def paper(seed: int) -> Picture:
    """A photograph of a printed sheet, a little askew and unevenly lit: no flyer, which has one colour exactly."""
    chance = random.Random(seed)
    sheet = Image.new("RGB", (600, 750), chance.choice([(250, 250, 245), (250, 240, 120), (255, 190, 200)]))
    draw = ImageDraw.Draw(sheet)
    draw.text((90, 45), chance.choice(("AVISO", "SE BUSCA", *_OFFERS)), (20, 20, 20), font(60, bold=True))
    for number in range(chance.randint(5, 9)):
        draw.text((60, 150 + number * 55), chance.choice(_DETAILS), (25, 25, 25), font(26))
    askew = sheet.rotate(chance.uniform(-3, 3), resample=Image.Resampling.BICUBIC, fillcolor=(120, 100, 80))
    light = np.linspace(chance.uniform(0.75, 0.95), 1.02, 600, dtype=np.float32)[None, :, None]
    pixels = np.clip(np.asarray(askew, dtype=np.float32) * light, 0, 255).astype(np.uint8)
    return textured(Image.fromarray(pixels), chance, chance.choice([0.02, 0.1, 0.3]))


PHOTOGRAPHS = {
    "street": street,
    "night": night,
    "rain": rain,
    "wall": wall,
    "sign": sign,
    "camera": camera_still,
    "white sky": white_sky,
    "paper": paper,
}
