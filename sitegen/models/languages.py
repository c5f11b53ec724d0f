"""The languages of documents and pages, how each calls itself, and which way it is written."""

from __future__ import annotations

from typing import Final

from sitegen.models.worded import Worded


class Language(Worded):
    """The languages that documents and pages may be in, by their codes (BCP 47)."""

    def __init__(self, _code: str) -> None:
        """Say its name wherever a code is chosen."""
        self.sentence = f"In {self.words}."

    ENGLISH = "en-GB"
    ARABIC = "ar"
    BENGALI = "bn"
    BRITISH_SIGN_LANGUAGE = "bfi"
    CHINESE = "zh"
    FRENCH = "fr"
    HUNGARIAN = "hu"
    KURDISH = "ku"
    LATVIAN = "lv"
    LITHUANIAN = "lt"
    PASHTO = "ps"
    PERSIAN = "fa"
    POLISH = "pl"
    PORTUGUESE = "pt"
    PUNJABI = "pa"
    ROMANIAN = "ro"
    RUSSIAN = "ru"
    SLOVAK = "sk"
    SOMALI = "so"
    SPANISH = "es"
    TURKISH = "tr"
    UKRAINIAN = "uk"
    URDU = "ur"
    WELSH = "cy"

    @property
    def words(self) -> str:
        """Return its English name."""
        return self.name.replace("_", " ").title()

    @property
    def own_name(self) -> str:
        """Return how those who speak it call it, which is what they look for on a page."""
        return _OWN_NAMES.get(self, self.words)

    @property
    def is_rtl(self) -> bool:
        """Return whether it is written from right to left."""
        return self in _RIGHT_TO_LEFT


_OWN_NAMES: Final = {
    Language.ARABIC: "العربية",
    Language.BENGALI: "বাংলা",
    Language.CHINESE: "中文",
    Language.FRENCH: "Français",
    Language.HUNGARIAN: "Magyar",
    Language.KURDISH: "Kurdî",
    Language.LATVIAN: "Latviešu",
    Language.LITHUANIAN: "Lietuvių",
    Language.PASHTO: "پښتو",
    Language.PERSIAN: "فارسی",
    Language.POLISH: "Polski",
    Language.PORTUGUESE: "Português",
    Language.PUNJABI: "ਪੰਜਾਬੀ",
    Language.ROMANIAN: "Română",
    Language.RUSSIAN: "Русский",
    Language.SLOVAK: "Slovenčina",
    Language.SOMALI: "Soomaali",
    Language.SPANISH: "Español",
    Language.TURKISH: "Türkçe",
    Language.UKRAINIAN: "Українська",
    Language.URDU: "اردو",
    Language.WELSH: "Cymraeg",
}
_RIGHT_TO_LEFT: Final = frozenset(
    (Language.ARABIC, Language.PASHTO, Language.PERSIAN, Language.URDU)
)
