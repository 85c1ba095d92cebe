"""The words of duty rosters: codes by what they mean, and the headers of their columns."""

from collections.abc import Mapping

from custodiet.evidence.mapping import Field
from custodiet.evidence.readers.extracts import STAFF_NO

WORK: Mapping[str, tuple[str, ...]] = {
    "duty": ("early", "late", "super late", "night", "nights", "day", "days", "earlies", "lates", "shift", "work", "working", "rdw", "rest day worked", "overtime", "early shift",
             "late shift", "night shift", "day shift", "on duty", "duties", "recall to duty", "call out", "callout"),
    "RD": ("rest day", "rest", "rd off", "off", "day off", "weekly leave", "wl", "nwd", "non working day"),
    "leave": ("al", "a/l", "annual leave", "annual", "leave day", "special leave", "maternity", "paternity", "parental leave", "carers leave", "unpaid leave", "bank holiday leave"),
    "sick": ("sick", "sickness", "sick leave", "absent sick", "uncertified sick"),
    "court": ("court duty", "court appearance", "crown court", "magistrates court"),
    "training": ("trg", "course", "train", "officer safety training", "ost", "training day"),
    "on-call": ("oncall", "on call", "standby", "stand by"),
    "TOIL": ("time off in lieu", "time off", "time in lieu"),
    "cancelled": ("canx", "cancel", "canc", "cancelled duty", "duty cancelled"),
}  # fmt: skip
"""Words of rosters. Single letters are in none: L is a late turn in one force and leave in another, and so they are asked for."""

AWAY = {"RD", "leave", "sick", "TOIL", "cancelled", "on-call"}
WORKED = {"confirmed", "worked", "actual", "actuals", "complete", "completed", "booked", "final"}
FIELDS = (
    Field("staff_id", STAFF_NO, True, "the officer or member of staff"),
    Field("date", ("date", "duty date", "shift date", "day", "roster date", "date of duty"), about="the day of the duty"),
    Field("planned_start", ("planned start", "rostered start", "scheduled start", "plan start", "planned from", "rostered from", "start planned"), about="the planned start"),
    Field("planned_end", ("planned end", "rostered end", "scheduled end", "plan end", "planned to", "rostered to", "planned finish", "rostered finish"), about="the planned end"),
    Field("actual_start", ("actual start", "worked start", "worked from", "actual from", "booked on", "on duty", "time on", "start actual"), about="the start as worked"),
    Field("actual_end", ("actual end", "worked end", "worked to", "actual to", "booked off", "off duty", "time off", "actual finish"), about="the end as worked"),
    Field("start", ("start", "start time", "from", "shift start", "duty start", "duty from", "shift start time", "duty start time", "start date time", "start date and time",
                    "duty start date time", "shift from", "tour start", "begin", "begins"), about="the start"),
    Field("start_date", ("start date", "duty start date", "shift start date", "date from", "from date", "date started"), about="the day of the start"),
    Field("end_date", ("end date", "duty end date", "shift end date", "date to", "to date", "date ended", "finish date"), about="the day of the end"),
    Field("end", ("end", "end time", "to", "finish", "finish time", "shift end", "duty end", "duty to", "shift end time", "duty end time", "end date time", "end date and time",
                  "duty end date time", "shift to", "shift finish", "duty finish", "tour end", "ends"), about="the end"),
    Field("hours", ("hours", "shift hours", "times", "tour hours", "shift times"), about="from when until when, in one cell"),
    Field("code", ("code", "duty code", "tour code", "shift code", "shift type", "tour", "shift", "duty", "duty type", "activity code", "activity", "type"), about="the code"),
    Field("activity", ("activity code", "activity", "abstraction", "absence", "absence code", "reason code"), about="what was done instead"),
    Field("overtime", ("overtime", "overtime minutes", "overtime hours", "ot", "ot minutes", "overtime worked", "overtime min", "overtime mins"), about="the overtime"),
    Field("status", ("status", "confirmed", "state", "confirmation", "duty status"), about="whether it is confirmed"),
)  # fmt: skip
