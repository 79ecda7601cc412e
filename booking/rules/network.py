"""The numbers that hold in the whole country, whichever city runs the service."""

REPORT = "189"
"""児童相談所虐待対応ダイヤル「いちはやく」: free of charge, at any hour, since December 2019."""
POLICE = "110"
