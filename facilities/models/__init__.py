from facilities.models.facility import Department, Equipment, Facility, Room, Space
from facilities.models.hours import Closure, Evening, WeatherWarning
from facilities.models.rulebook import Rulebook

__all__ = [
    "Closure",
    "Department",
    "Equipment",
    "Evening",
    "Facility",
    "Room",
    "Rulebook",
    "Space",
    "WeatherWarning",
]
