"""What a hall may say of giving up late, as the tests mean it: three days before is in time."""

THREE_DAYS = """
[[clauses]]
id = "X1"
ja = "取り消しは3日前までです。"
en = "One cancels until three days before."
  [[clauses.says]]
  type = "cancel_by"
  days = 3
"""
RULES = (
    THREE_DAYS
    + """
[[clauses]]
id = "X2"
ja = "直前の取り消しは0.5点です。"
en = "A late cancellation is half a point."
  [[clauses.says]]
  type = "points"
  event = "late_cancel"
  points = 0.5

[[clauses]]
id = "X3"
ja = "1点になると、1か月お休みです。"
en = "At one point one pauses for a month."
  [[clauses.says]]
  type = "sanction"
  when = { points = 1 }
  effect = "suspended"
  months = 1

[[clauses]]
id = "X4"
ja = "警報のときは、お金も点もかかりません。"
en = "Under a weather warning it costs neither money nor points."
  [[clauses.says]]
  type = "weather"

[[clauses]]
id = "X5"
ja = "1回300円です。7日前までなら全部、それよりあとは半分返します。"
en = "300 yen a use; all comes back until 7 days before, half afterwards."
  [[clauses.says]]
  type = "fee"
  yen = 300
  per = "use"
  [[clauses.says]]
  type = "refund"
  tiers = [{ days_before = 7, percent = 100 }, { days_before = 0, percent = 50 }]
"""
)
A_POINT = (
    THREE_DAYS
    + """
[[clauses]]
id = "X2"
ja = "直前の取り消しは1点です。"
en = "A late cancellation is a point."
  [[clauses.says]]
  type = "points"
  event = "late_cancel"
  points = 1
"""
)
