"""What waits for a member who has just come: a first password to be set, an address to be confirmed."""

from django.db import models

from booking.models.people import Person


class FirstCode(models.Model):
    """A code that the desk has printed: with the card number it sets a password, once.

    Kept as its SHA-256, and good up to the instant `until` (seconds, UTC).
    """

    person = models.OneToOneField(Person, models.CASCADE, related_name="first_code")
    # Not unique, and looked for by its person: a code alone opens nothing.
    code_hash = models.CharField(max_length=64)
    until = models.BigIntegerField()


class NewAddress(models.Model):
    """An address for mail that somebody has given: theirs once the link that was sent to it is opened."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="new_address")
    # Theirs only then: at a mistyped one a stranger could ask for a new password (decision 27).
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    until = models.BigIntegerField()
