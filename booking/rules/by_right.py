"""What nobody does without a post: whoever has done it has asked for a right first.

The other verbs those do, too, whose thing it is: of them whose it is decides (booking/queries/whose.py). So
a verb that is missing here is told of staff who did it to their own as a member's, and never the other way
round: what somebody wrote for the hall is not shown as the hall's word.
"""

# Things that only a post opens: of them there is no verb of a member's.
OF_POSTS = frozenset(
    {
        *("hall", "room", "round", "rulebook", "post", "note", "occurrence"),
        *("notice", "caller", "webhook", "delivery", "programme", "plan", "reporter", "activity_day"),
        *("body", "meeting", "lecture"),
        *("talent_list", "introduction", "grant"),
        *("news_issue", "article"),
        "department",
    }
)

# Of bookings, people, groups and guardians.
BY_RIGHT = frozenset(
    {
        # who comes, and what is handed to them
        *("check_in", "undo_check_in", "check_out", "undo_check_out", "walk_in", "take_back_walk_in"),
        *("count", "correct_headcount", "uncount", "hand_key", "take_key_back", "pick_up", "not_picked_up"),
        *("wait_longer", "release_no_show", "take_back_release"),
        # what the hall decides
        *("see", "overrule", "approve", "refuse", "propose", "reopen", "give", "displace", "offer_instead"),
        *("pay", "refund", "strike_payment", "strike_refund", "issue", "copy"),
        *("reduce", "refuse_reduction", "reopen_reduction"),
        # what is on record
        *("invite_partner", "withdraw_partner", "look_at_particulars"),
        *("look", "see_number", "verify_tie", "note_induction", "give_first_code", "receive_consent"),
        *("approve_registration", "return_registration", "reconsider", "send_back", "set_class"),
        *("close_record", "open_record", "reset_second_factor"),
        *("confirm_group", "return_group"),
        *("admin_add", "admin_change", "admin_delete"),
    }
)


def only_by_right(subject: str, verb: str) -> bool:
    """Whether this verb, done to such a thing, asks for a post of everybody."""
    return subject in OF_POSTS or verb in BY_RIGHT
