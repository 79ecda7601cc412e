"""Posts end on 31 March: those that are over are ended, and of those that will be, people are told."""

from booking.actions.posts import end_past_posts, remind_of_posts
from booking.queries.posts import past_posts, posts_to_remind
from facilities.clock import now


def due() -> bool:
    return past_posts(now()).exists() or posts_to_remind(now()).exists()


def step() -> None:
    end_past_posts(now=now())
    remind_of_posts(now=now())
