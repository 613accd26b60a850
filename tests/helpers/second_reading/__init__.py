"""A second reading of the pain rules, line by line beside their document; it must not know of `coach.core`.

Written without a look at the program's own fold, so that where the two differ one of them misread. In quotes: the
document. "Taken:" marks a place that can be read in two ways, with the reading taken and why.
"""

from second_reading.course import Plan as Plan
from second_reading.course import plan as plan
