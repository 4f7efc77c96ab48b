"""Pictures of text read by Tesseract."""

from PIL import Image, ImageDraw, ImageFont

from ingest.formats.ocr import read_picture

TEXT = "The harbour is small"


def picture() -> Image.Image:
    image = Image.new("L", (900, 200), 255)
    ImageDraw.Draw(image).text((60, 60), TEXT, font=ImageFont.load_default(60), fill=0)
    return image


def test_words_are_read_with_their_boxes_and_how_sure_it_is(needs_tesseract: None) -> None:
    image = picture()
    words = read_picture(image, "en")
    assert " ".join(word.text for word in words) == TEXT
    assert all(50 < word.sure <= 100 for word in words)
    for word in words:
        image.paste(
            255, (int(word.left) - 3, int(word.top) - 3, int(word.right) + 3, int(word.bottom) + 3)
        )
    assert image.getextrema() == (255, 255), "all ink was in the boxes"


def test_a_language_that_is_not_installed_is_read_in_those_that_are(needs_tesseract: None) -> None:
    assert read_picture(picture(), "zu-ZA")


def test_an_empty_picture_has_no_words(needs_tesseract: None) -> None:
    assert read_picture(Image.new("L", (300, 300), 255)) == []
