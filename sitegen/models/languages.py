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


class Language(Worded):
    """The languages that every site knows, by their codes (BCP 47)."""

    def __init__(self, _code: str) -> None:
        """Say its name wherever a code is chosen."""
        self.sentence = f"In {self.words}."

    ENGLISH = "en-GB"
    ALBANIAN = "sq"
    AMHARIC = "am"
    ARABIC = "ar"
    BENGALI = "bn"
    BRITISH_SIGN_LANGUAGE = "bfi"
    BULGARIAN = "bg"
    CHINESE = "zh"
    CORNISH = "kw"
    CZECH = "cs"
    DARI = "prs"
    FRENCH = "fr"
    GUJARATI = "gu"
    HINDI = "hi"
    HUNGARIAN = "hu"
    IRISH = "ga"
    ITALIAN = "it"
    KURDISH = "ku"
    LATVIAN = "lv"
    LITHUANIAN = "lt"
    NEPALI = "ne"
    PASHTO = "ps"
    PERSIAN = "fa"
    POLISH = "pl"
    PORTUGUESE = "pt"
    PUNJABI = "pa"
    ROMANIAN = "ro"
    RUSSIAN = "ru"
    SCOTTISH_GAELIC = "gd"
    SLOVAK = "sk"
    SOMALI = "so"
    SPANISH = "es"
    TAMIL = "ta"
    TIGRINYA = "ti"
    TURKISH = "tr"
    UKRAINIAN = "uk"
    URDU = "ur"
    VIETNAMESE = "vi"
    WELSH = "cy"
    YIDDISH = "yi"

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


_OWN_NAMES: Final = {
    Language.ALBANIAN: "Shqip",
    Language.AMHARIC: "አማርኛ",
    Language.ARABIC: "العربية",
    Language.BENGALI: "বাংলা",
    Language.BULGARIAN: "Български",
    Language.CHINESE: "中文",
    Language.CORNISH: "Kernewek",
    Language.CZECH: "Čeština",
    Language.DARI: "دری",
    Language.FRENCH: "Français",
    Language.GUJARATI: "ગુજરાતી",
    Language.HINDI: "हिन्दी",
    Language.HUNGARIAN: "Magyar",
    Language.IRISH: "Gaeilge",
    Language.ITALIAN: "Italiano",
    Language.KURDISH: "Kurdî",
    Language.LATVIAN: "Latviešu",
    Language.LITHUANIAN: "Lietuvių",
    Language.NEPALI: "नेपाली",
    Language.PASHTO: "پښتو",
    Language.PERSIAN: "فارسی",
    Language.POLISH: "Polski",
    Language.PORTUGUESE: "Português",
    Language.PUNJABI: "ਪੰਜਾਬੀ",
    Language.ROMANIAN: "Română",
    Language.RUSSIAN: "Русский",
    Language.SCOTTISH_GAELIC: "Gàidhlig",
    Language.SLOVAK: "Slovenčina",
    Language.SOMALI: "Soomaali",
    Language.SPANISH: "Español",
    Language.TAMIL: "தமிழ்",
    Language.TIGRINYA: "ትግርኛ",
    Language.TURKISH: "Türkçe",
    Language.UKRAINIAN: "Українська",
    Language.URDU: "اردو",
    Language.VIETNAMESE: "Tiếng Việt",
    Language.WELSH: "Cymraeg",
    Language.YIDDISH: "ייִדיש",
}
_RIGHT_TO_LEFT: Final = frozenset(
    (
        Language.ARABIC,
        Language.DARI,
        Language.PASHTO,
        Language.PERSIAN,
        Language.URDU,
        Language.YIDDISH,
    )
)

LANGUAGES: Final = tuple(
    SpokenLanguage(
        code=str(language),
        name=language.words,
        own_name=_OWN_NAMES.get(language, language.words),
        right_to_left=language in _RIGHT_TO_LEFT,
    )
    for language in Language
)


LanguageCode = Annotated[Language | Text, Field(union_mode="left_to_right")]
"""The code of a language; a board adds its own in its settings, and a check knows them all."""
