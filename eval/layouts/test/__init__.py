"""The suite whose scores count. Nothing in it is looked at while the reader is built."""

from __future__ import annotations

from eval.layouts.profile import Printed
from eval.layouts.test.t01 import T01
from eval.layouts.test.t02 import T02
from eval.layouts.test.t03 import T03
from eval.layouts.test.t04 import T04
from eval.layouts.test.t05 import T05
from eval.layouts.test.t06 import T06
from eval.layouts.test.t07 import T07
from eval.layouts.test.t08 import T08
from eval.layouts.test.t09 import T09
from eval.layouts.test.t10 import T10
from eval.layouts.test.t11 import T11
from eval.layouts.test.t12 import T12
from eval.layouts.test.t13 import T13
from eval.layouts.test.t14 import T14
from eval.layouts.test.t15 import T15

__all__ = ["LAYOUTS"]

LAYOUTS: tuple[Printed, ...] = (T01, T02, T03, T04, T05, T06, T07, T08, T09, T10, T11, T12, T13, T14, T15)
