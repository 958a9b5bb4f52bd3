"""HiGHS through its C interface: the shared library that the `highsbox` wheel is made to bring, loaded in ms by ctypes.

HiGHS's own Python package would load numpy, which takes ten times as long as a page takes to solve. The interface is
declared in `highs_c_api.h` of https://github.com/ERGO-Code/HiGHS; only the few functions used here are bound.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.machinery import PathFinder
from operator import neg
from pathlib import Path
from typing import Any

from tailor.core.optimise.program import INFINITY, Answer, Program, Status

_OPTIMAL, _INFEASIBLE, _UNBOUNDED_OR_INFEASIBLE, _OBJECTIVE_BOUND, _UNKNOWN, _INTERRUPTED = 7, 8, 9, 11, 15, 17
_FEASIBLE = 2
_OBJECTIVE, _BOUND = b"objective_function_value", b"mip_dual_bound"
_ROWWISE, _MINIMIZE, _MAY_INTERRUPT = 2, 1, 6

_STEP, _ENTRIES = 90, 600
"""What a step of the simplex method is reckoned with: 90 µs, and 1 µs for each 600 entries of the program. Measured on
pages of 200, 1000 and 5000 bullets, and on two pages: 81, 124, 172, and 95 to 134 µs a step; twice that and more on a
busy machine."""

_Stopping = ctypes.CFUNCTYPE(None, ctypes.c_int, *[ctypes.c_void_p] * 4)

_INTEGERS: dict[str, int] = {
    "threads": 1,
    "random_seed": 0,
    "mip_pool_soft_limit": 1,
    "mip_lp_age_limit": 2,
    "mip_pscost_minreliable": 1,
}
_FLAGS: dict[str, bool] = {
    "output_flag": False,
    "mip_allow_restart": False,
    "mip_detect_symmetry": False,
    "mip_heuristic_run_feasibility_jump": False,
    "mip_heuristic_run_root_reduced_cost": False,
}
_NUMBERS: dict[str, float] = {"mip_rel_gap": 0.0, "mip_heuristic_effort": 0.0}
"""Measured on pages (`python -m bench.selection`): hardly any cut pays for itself here, so few are kept; what the
heuristics find, plain diving finds sooner."""

_RELAXING: dict[str, float | str] = {
    "presolve": "off",
    "simplex_scale_strategy": 0,
    "rebuild_refactor_solution_error_tolerance": 0.0,
}
"""For a program that is solved many times from where it was: then these save more than they cost. Where cuts are asked
for, it is solved once. Without the last, every solve would solve twice more to see how exact its factors are (an eighth
of its work); HiGHS looks at each answer anyway, and says so where it is not exact."""

_CUTS = {"mip_pool_soft_limit": 10_000, "mip_lp_age_limit": 10}
"""HiGHS's own: kept where a program asks for cuts. Two pages of a long profile are then proved in half the time."""


class SolverError(RuntimeError):
    """HiGHS is not there, or it refused a program: a fault of the installation or of this program."""


def library_path() -> Path:
    """The HiGHS library of the `highsbox` package, found without importing it.

    Raises SolverError when `highsbox` is not installed or has no library.
    """
    spec = PathFinder.find_spec("highsbox")
    pattern = {"win32": "bin/*highs.dll", "darwin": "lib*/libhighs*.dylib"}.get(sys.platform, "lib*/libhighs.so*")
    for folder in map(Path, (spec and spec.submodule_search_locations) or ()):
        for found in sorted((folder / "highs_dist").glob(pattern)):
            return found
    raise SolverError(f"no {pattern} in the highsbox package; install it again with: pip install highsbox")


def version() -> str:
    """The version of HiGHS, as it says itself. Raises SolverError."""
    text: bytes = _library().Highs_version()
    return text.decode()


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(str(library_path()))
    pointer, whole, real, text = ctypes.c_void_p, ctypes.c_int, ctypes.c_double, ctypes.c_char_p
    signatures: dict[str, list[Any]] = {
        "Highs_destroy": [pointer],
        "Highs_setBoolOptionValue": [pointer, text, whole],
        "Highs_setIntOptionValue": [pointer, text, whole],
        "Highs_setDoubleOptionValue": [pointer, text, real],
        "Highs_setStringOptionValue": [pointer, text, text],
        "Highs_passMip": [pointer, *[whole] * 5, real, *[pointer] * 9],
        "Highs_changeColsBoundsByRange": [pointer, whole, whole, pointer, pointer],
        "Highs_getDualRay": [pointer, pointer, pointer],
        "Highs_getBasicVariables": [pointer, pointer],
        "Highs_getBasisInverseRow": [pointer, whole, pointer, pointer, pointer],
        "Highs_run": [pointer],
        "Highs_clearSolver": [pointer],
        "Highs_getModelStatus": [pointer],
        "Highs_getSolution": [pointer] * 5,
        "Highs_getDoubleInfoValue": [pointer, text, pointer],
        "Highs_getIntInfoValue": [pointer, text, pointer],
        "Highs_setCallback": [pointer, _Stopping, pointer],
        "Highs_startCallback": [pointer, whole],
        "Highs_getCallbackDataOutItem": [pointer, text],
    }
    for name, arguments in signatures.items():
        getattr(library, name).argtypes = arguments
    library.Highs_create.argtypes, library.Highs_create.restype = [], pointer
    library.Highs_getCallbackDataOutItem.restype = pointer
    library.Highs_version.argtypes, library.Highs_version.restype = [], text
    return library


def _address(values: array[Any]) -> int:
    return values.buffer_info()[0]


class Highs:
    """The solver of the core's programs: one thread, one seed, so the same program gives the same answer."""

    def __init__(self, **extra: float | str) -> None:
        """Options of HiGHS by name, over the ones set here."""
        self._extra = extra

    def maximize(
        self, program: Program, *, gap: float = 0.0, cutoff: float | None = None, work: int | None = None
    ) -> Answer:
        """See `tailor.core.optimise.program.Solver`. Raises SolverError when HiGHS refuses the program."""
        library = _library()
        handle = library.Highs_create()
        step = _step_of(program)
        brake = _Brake(library, None if work is None else work // step)
        try:
            numbers: dict[str, float | str] = {"mip_abs_gap": gap, **(_CUTS if program.cuts else {})}
            if cutoff is not None:
                numbers["objective_bound"] = -cutoff
            _set_options(library, handle, numbers | self._extra)
            _pass(library, handle, program, program.whole)
            brake.run(handle)
            return _answer(library, handle, len(program.gains), (_steps(library, handle) + 1) * step)
        finally:
            library.Highs_destroy(handle)

    @contextmanager
    def relaxing(self, program: Program) -> Iterator[_Relaxing]:
        """See `tailor.core.optimise.program.Solver`. Raises SolverError when HiGHS refuses the program."""
        library = _library()
        handle = library.Highs_create()
        try:
            _set_options(library, handle, {} if program.cuts else _RELAXING)
            _pass(library, handle, program, whole=0)
            yield _Relaxing(library, handle, program)
        finally:
            library.Highs_destroy(handle)


class _Relaxing:
    """See `tailor.core.optimise.program.Relaxing`. No brake: solves are short, and Ctrl-C is heard between them."""

    def __init__(self, library: ctypes.CDLL, handle: int, program: Program) -> None:
        self._library, self._handle = library, handle
        self._step = _step_of(program)
        self._columns, self._rows = bytes(8 * len(program.gains)), bytes(8 * len(program.row_low))

    def maximize(self, low: array[float], high: array[float]) -> Answer:
        """Raises SolverError when HiGHS comes to no end."""
        library, handle = self._library, self._handle
        library.Highs_changeColsBoundsByRange(handle, 0, len(low) - 1, _address(low), _address(high))
        if library.Highs_run(handle) < 0 or library.Highs_getModelStatus(handle) == _UNKNOWN:
            library.Highs_clearSolver(handle)  # rarely, where it ended last is no place to go on from
            _check(library.Highs_run(handle), "run")
        work = (_steps(library, handle) + 1) * self._step
        unknown = library.Highs_getModelStatus(handle) == _UNKNOWN  # no answer then: nothing follows from that
        if unknown or _no_answer(library, handle):
            return Answer(Status.INFEASIBLE, bound=-INFINITY, work=work)
        values, duals = array("d", self._columns), array("d", self._columns)
        library.Highs_getSolution(handle, _address(values), _address(duals), None, None)
        return Answer(Status.OPTIMAL, values, -_number(library, handle, _OBJECTIVE), work, duals)

    def prices(self) -> Sequence[float]:
        """See `Relaxing`."""
        duals = array("d", self._rows)
        self._library.Highs_getSolution(self._handle, None, None, None, _address(duals))
        return array("d", map(neg, duals))

    def ray(self) -> Sequence[float]:
        """See `Relaxing`."""
        found, values = ctypes.c_int(), array("d", self._rows)
        self._library.Highs_getDualRay(self._handle, ctypes.byref(found), _address(values))
        most = max(map(abs, values), default=0.0)
        return [-value / most for value in values] if found.value and most else ()

    def tableau(self, columns: Collection[int]) -> Iterator[list[tuple[int, float]]]:
        """See `Relaxing`."""
        rows = len(self._rows) // 8
        basic, many = array("i", bytes(4 * rows)), ctypes.c_int()
        values, numbers = array("d", self._rows), array("i", bytes(4 * rows))
        self._library.Highs_getBasicVariables(self._handle, _address(basic))
        for place, column in enumerate(basic):
            if column in columns:
                where = _address(values), ctypes.addressof(many), _address(numbers)
                self._library.Highs_getBasisInverseRow(self._handle, place, *where)
                yield [(row, values[row]) for row in numbers[: many.value]]


def _step_of(program: Program) -> int:
    return _STEP + len(program.columns) // _ENTRIES


class _Brake:
    """Stops HiGHS after so many steps of the simplex method, which it asks about between them.

    Python hears of Ctrl-C when HiGHS asks, but what is raised there is lost: it is noted, and raised at the end.
    """

    def __init__(self, library: ctypes.CDLL, steps: int | None) -> None:
        self._library, self._steps = library, steps
        self._asked = _Stopping(self._ask)
        self._pressed = False
        self._before = sys.unraisablehook

    def run(self, handle: int) -> None:
        """Solve, or stop on the way. Raises SolverError, KeyboardInterrupt."""
        _check(self._library.Highs_setCallback(handle, self._asked, None), "callback")
        _check(self._library.Highs_startCallback(handle, _MAY_INTERRUPT), "callback")
        if threading.current_thread() is threading.main_thread():  # no other hears of Ctrl-C
            sys.unraisablehook = self._note
        try:
            _check(self._library.Highs_run(handle), "run")
        finally:
            if sys.unraisablehook == self._note:
                sys.unraisablehook = self._before
        if self._pressed:
            raise KeyboardInterrupt

    def _ask(self, _kind: int, _message: int, out: int, answer: int, _data: int) -> None:
        done = self._library.Highs_getCallbackDataOutItem(out, b"mip_total_lp_iterations")
        enough = self._steps is not None and ctypes.c_int64.from_address(done).value > self._steps
        if enough or self._pressed:
            ctypes.c_int.from_address(answer).value = 1

    def _note(self, lost: Any) -> None:
        """Other exceptions that come to nothing, an object's while it is cleared away, are not ours."""
        if issubclass(lost.exc_type, KeyboardInterrupt):
            self._pressed = True
        else:
            self._before(lost)


def _steps(library: ctypes.CDLL, handle: int) -> int:
    steps = ctypes.c_int()
    library.Highs_getIntInfoValue(handle, b"simplex_iteration_count", ctypes.byref(steps))
    return max(0, steps.value)


def _check(status: int, step: str) -> None:
    if status < 0:
        raise SolverError(f"HiGHS failed at: {step}")


def _set_options(library: ctypes.CDLL, handle: int, numbers: Mapping[str, float | str]) -> None:
    options: dict[str, float | str] = {**_INTEGERS, **_FLAGS, **_NUMBERS, **numbers}
    for name, value in options.items():
        if isinstance(value, str):
            status = library.Highs_setStringOptionValue(handle, name.encode(), value.encode())
        elif isinstance(value, bool):
            status = library.Highs_setBoolOptionValue(handle, name.encode(), value)
        elif isinstance(value, int):
            status = library.Highs_setIntOptionValue(handle, name.encode(), value)
        else:
            status = library.Highs_setDoubleOptionValue(handle, name.encode(), value)
        _check(status, f"option {name}")


def _pass(library: ctypes.CDLL, handle: int, program: Program, whole: int) -> None:
    columns, rows = len(program.gains), len(program.row_low)
    costs = array("d", [-gain for gain in program.gains])
    kinds = array("i", [1] * whole + [0] * (columns - whole))
    bounds = (program.low, program.high, program.row_low, program.row_high)
    arrays: list[array[Any]] = [costs, *bounds, program.starts, program.columns, program.coefficients, kinds]
    counts = (columns, rows, len(program.columns), _ROWWISE, _MINIMIZE, 0.0)
    _check(library.Highs_passMip(handle, *counts, *map(_address, arrays)), "model")


def _no_answer(library: ctypes.CDLL, handle: int) -> bool:
    """Whether there is none, or none that is worth enough. Raises SolverError when HiGHS came to no end."""
    status = library.Highs_getModelStatus(handle)
    if status not in (_OPTIMAL, _INTERRUPTED, _INFEASIBLE, _UNBOUNDED_OR_INFEASIBLE, _OBJECTIVE_BOUND):
        raise SolverError(f"HiGHS ended with model status {status}")
    return status not in (_OPTIMAL, _INTERRUPTED)


def _answer(library: ctypes.CDLL, handle: int, columns: int, work: int) -> Answer:
    if _no_answer(library, handle):
        return Answer(Status.INFEASIBLE, bound=-INFINITY, work=work)
    values, found = array("d"), ctypes.c_int()
    library.Highs_getIntInfoValue(handle, b"primal_solution_status", ctypes.byref(found))
    if found.value == _FEASIBLE:
        values = array("d", bytes(8 * columns))
        library.Highs_getSolution(handle, _address(values), None, None, None)
    optimal = library.Highs_getModelStatus(handle) == _OPTIMAL
    return Answer(Status.OPTIMAL if optimal else Status.LIMIT, values, -_number(library, handle, _BOUND), work)


def _number(library: ctypes.CDLL, handle: int, name: bytes) -> float:
    number = ctypes.c_double()
    library.Highs_getDoubleInfoValue(handle, name, ctypes.byref(number))
    return number.value
