from facilities.models.facility import Department, Equipment, Facility, Room, Space
from facilities.models.faults import Fault
from facilities.models.hours import Closure, Evening, WeatherWarning
from facilities.models.outside import OutsideCalendar, OutsideEvent, OutsideIntake
from facilities.models.rulebook import Rulebook

__all__ = [
    "Closure",
    "Department",
    "Equipment",
    "Evening",
    "Facility",
    "Fault",
    "OutsideCalendar",
    "OutsideEvent",
    "OutsideIntake",
    "Room",
    "Rulebook",
    "Space",
    "WeatherWarning",
]
