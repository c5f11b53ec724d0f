"""The languages of documents and pages, how each calls itself, and which way it is written."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from sitegen.issues.issue import Refusal
from sitegen.models.base import Model
from sitegen.models.fields import Text
from sitegen.models.worded import Worded

CODE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
"""BCP 47 as far as sites need it: a language, its script and its country."""
_RIGHT_TO_LEFT: Final = frozenset(("ar", "fa", "prs", "ps", "ur", "yi"))


class Language(Worded):
    """The languages that every site knows: the code of each (BCP 47), and what it calls itself."""

    own_name: str

    def __init__(self, _code: str, own_name: str = "") -> None:
        """Say its name wherever a code is chosen."""
        self.sentence = f"In {self.words}."
        self.own_name = own_name or self.words

    ENGLISH = "en-GB"
    ALBANIAN = "sq", "Shqip"
    AMHARIC = "am", "አማርኛ"
    ARABIC = "ar", "العربية"
    BENGALI = "bn", "বাংলা"
    BRITISH_SIGN_LANGUAGE = "bfi"
    BULGARIAN = "bg", "Български"
    CHINESE = "zh", "中文"
    CORNISH = "kw", "Kernewek"
    CZECH = "cs", "Čeština"
    DARI = "prs", "دری"
    FRENCH = "fr", "Français"
    GUJARATI = "gu", "ગુજરાતી"
    HINDI = "hi", "हिन्दी"
    HUNGARIAN = "hu", "Magyar"
    IRISH = "ga", "Gaeilge"
    ITALIAN = "it", "Italiano"
    KURDISH = "ku", "Kurdî"
    LATVIAN = "lv", "Latviešu"
    LITHUANIAN = "lt", "Lietuvių"
    NEPALI = "ne", "नेपाली"
    PASHTO = "ps", "پښتو"
    PERSIAN = "fa", "فارسی"
    POLISH = "pl", "Polski"
    PORTUGUESE = "pt", "Português"
    PUNJABI = "pa", "ਪੰਜਾਬੀ"
    ROMANIAN = "ro", "Română"
    RUSSIAN = "ru", "Русский"
    SCOTTISH_GAELIC = "gd", "Gàidhlig"
    SLOVAK = "sk", "Slovenčina"
    SOMALI = "so", "Soomaali"
    SPANISH = "es", "Español"
    TAMIL = "ta", "தமிழ்"
    TIGRINYA = "ti", "ትግርኛ"
    TURKISH = "tr", "Türkçe"
    UKRAINIAN = "uk", "Українська"
    URDU = "ur", "اردو"
    VIETNAMESE = "vi", "Tiếng Việt"
    WELSH = "cy", "Cymraeg"
    YIDDISH = "yi", "ייִדיש"

    @property
    def words(self) -> str:
        """Return its English name."""
        return self.name.replace("_", " ").title()


def _code(value: str) -> str:
    if not CODE.fullmatch(value):
        message = f"“{value}” is not the code of a language"
        raise Refusal(message, "Write it like pl, en-GB or zh-Hant: BCP 47 has a code for each.")
    return value


class SpokenLanguage(Model):
    """A language, how those who speak it call it, and which way it is written."""

    code: Annotated[Text, AfterValidator(_code)] = Field(
        description="Its code (BCP 47), as “lang” names it, for example sco.", examples=["sco"]
    )
    name: Text = Field(description="Its name in English, for example Scots.")
    own_name: Text = Field(
        description="What its speakers call it, which is what they look for on a page."
    )
    right_to_left: bool = Field(
        default=False, description="Whether it is written from right to left."
    )


LANGUAGES: Final = tuple(
    SpokenLanguage(
        code=str(language),
        name=language.words,
        own_name=language.own_name,
        right_to_left=language in _RIGHT_TO_LEFT,
    )
    for language in Language
)


LanguageCode = Annotated[Language | Text, Field(union_mode="left_to_right")]
"""The code of a language; a board adds its own in its settings, and a check knows them all."""
