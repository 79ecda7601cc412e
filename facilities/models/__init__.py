from facilities.models.facility import Department, Equipment, Facility, Room, Space
from facilities.models.faults import Fault
from facilities.models.hours import Closure, Evening, WeatherWarning
from facilities.models.rulebook import Rulebook

__all__ = [
    "Closure",
    "Department",
    "Equipment",
    "Evening",
    "Facility",
    "Fault",
    "Room",
    "Rulebook",
    "Space",
    "WeatherWarning",
]
