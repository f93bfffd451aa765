"""The places of a form that differ from one recipient to the next.

A form is composed and written once for all recipients whose forms differ by these alone; the signs (of Unicode's private use area, which no
text of ours may hold) are replaced in the finished file.
"""

RECIPIENT = "\ue000recipient\ue001"  #: the id
RESPONDENT = "\ue000respondent\ue001"  #: the name, as a person reads it
TOKENS = (RECIPIENT, RESPONDENT)
