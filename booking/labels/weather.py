"""Weather warnings by their key, as they stand for everybody to read: in Japanese and in English."""

from collections.abc import Mapping

WEATHER: Mapping[str, tuple[str, str]] = {
    "storm": ("暴風警報", "Storm warning"),
    "heavy-rain": ("大雨警報", "Heavy rain warning"),
    "heavy-snow": ("大雪警報", "Heavy snow warning"),
    "flood": ("洪水警報", "Flood warning"),
    "emergency": ("特別警報", "Emergency warning"),
}
