"""Every fault that only film, sound or captions can have, and its cure."""

from __future__ import annotations

from typing import Final

from sitegen.inspection.findings import private, unusable

_EMPTY: Final = (
    "In Windows right-click it: Properties, Details, Remove Properties. Or run: "
    "ffmpeg -i OLD -map 0:v? -map 0:a -map_metadata -1 -c copy NEW."
)

FILM_TOO_LARGE: Final = unusable(
    "film-too-large",
    "is larger than a file here may be",
    "Make it again with a smaller picture and fewer bits (HandBrake: a preset of 480p; five "
    "minutes fit), cut it into parts with an entry each, or write `file_state: elsewhere`.",
)
PLACE: Final = private("place", "says where it was recorded", _EMPTY)
TAGS: Final = private(
    "tags", "holds words, names or pictures that are neither seen nor heard", _EMPTY
)
OTHER_TRACK: Final = private(
    "other-track", "holds a track that is neither picture nor sound", _EMPTY
)
NO_CUES: Final = unusable(
    "no-cues",
    "holds no captions",
    "Begin it with a line “WEBVTT”, an empty line, then for each caption a line such as "
    "“00:00:01.000 --> 00:00:04.000” and its words below; programs for captions save it as WebVTT.",
)
HIDDEN_CAPTIONS: Final = private(
    "hidden-captions",
    "holds captions that cannot be seen",
    "Take out the settings behind the times and the block STYLE.",
)
CUE_TIMES: Final = unusable(
    "cue-times",
    "has a caption whose times no browser can show",
    "Write them as 00:00:01.000 --> 00:00:04.000, with a full stop before the thousandths, no "
    "more than 59 minutes and seconds, and an end that comes after the beginning.",
)
